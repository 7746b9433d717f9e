"""A research list taken in without code: a table in CSV, HTML or XLSX, described by a YAML file.

For lists such as those of Sheffield Hallam University, ASPI or C4ADS, which have no parser here. A list of
your own without a publisher is :mod:`brightline.lists.publishers.own_csv`'s; a government's list deserves a
parser. A full example::

    id: shu_supply_chains            # lower case; names the list in every answer
    title: Supply chains of example goods
    authority: Example University
    url: https://example.org/report
    licence: as the report says
    effect: notice                   # one of brightline.model.Effect: research only notices
    direction: imports_from          # one of brightline.model.Direction
    format: xlsx                     # csv, html or xlsx
    table: Companies                 # optional: number from 1, sheet name, or heading above an HTML table
    delimiter: ";"                   # optional, for csv
    marker: [Company, Evidence]      # headings that recognise the file
    columns:
      name: Company                  # needed; the heading exactly as in the file
      alias: {column: Other names, separator: ";"}
      country: Country
      address: {column: Sites, separator: "|"}
      reason: Evidence               # becomes the terms of the listing
      listed_on: {column: Date, format: "%d %B %Y"}   # the form is optional for usual dates
      citation: Page
      url: Source
    constants:                       # optional, for every row; a filled cell goes before
      country: cn
      program: Forced labour in cotton
      schema: Company                # default Organization; Person is refused
      confidence: medium             # default high

A row without a name, and a column that is not mapped, are reported as left out. A table with a column of a
special category of personal data (religion, ethnicity, health ...) is refused whole, mapped or not. Ids are
made of the list's id, the name and the country, so that they last from one edition to the next.
"""

from __future__ import annotations

from pathlib import Path

from brightline.lists.publisher import Publisher
from brightline.lists.publishers.configured.publisher import ConfiguredPublisher
from brightline.lists.publishers.configured.spec import read_spec


def load_configured(path: Path) -> Publisher:
    """The publisher that a configuration describes; register it where files are to be recognised.

    Args:
        path: The YAML file; its keys are in the text of this module.

    Raises:
        SpecialCategoryError: It maps a column of a special category of personal data.
        UnknownValueError: A key or value is missing, unknown or of the wrong kind; the error names it.
        UnreadableFileError: The file cannot be read, or is no YAML.

    Example:
        ``load_configured(Path("shu.yaml")).parse({"list": open_source(Path("shu.xlsx"))})``
    """
    return ConfiguredPublisher(read_spec(path))
