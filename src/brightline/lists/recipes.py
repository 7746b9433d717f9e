"""From which addresses each list is downloaded.

A table, checked against copies of the lists and what the publishers' pages said in 2026. A publisher that
moves its list breaks one row of it and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from brightline.lists.addresses import Address, CodePart, Fixed, NewestLink


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one list is downloaded.

    Attributes:
        list_id: Which list.
        publisher: Who parses it, by id; where two do (OFAC's CSV and XML), the first in the table is meant.
        parts: The files of one edition by role, the main one first. All are needed.
        page: The list is a web page, so that a web page is what should come.
        undated: The file says at most when it last changed, or its newest entry: what comes is then as of
            the day on which it came.
    """

    list_id: str
    publisher: str
    parts: Mapping[str, Address]
    page: bool = False
    undated: bool = False

    @property
    def main(self) -> str:
        """The role of the main file."""
        return next(iter(self.parts))

    def mirrored(self, mirror: str) -> Recipe:
        """The same from a mirror, which has each list in a folder of its id, under the names of the table."""
        base = f"{mirror.rstrip('/')}/{self.list_id}"
        parts = {role: Fixed(f"{base}/{one.name}", one.name) for role, one in self.parts.items()}
        dated_by_index = any(not isinstance(one, Fixed) for one in self.parts.values())
        return replace(self, parts=MappingProxyType(parts), undated=self.undated or dated_by_index)


def _one(list_id: str, address: Address, *, page: bool = False, undated: bool = False) -> Recipe:
    """A list of one file whose publisher has no other."""
    return Recipe(list_id, list_id, MappingProxyType({"list": address}), page, undated)


_OFAC = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/"


def _ofac(list_id: str, names: Mapping[str, str], publisher: str = "us_ofac") -> Recipe:
    parts = {role: Fixed(_OFAC + name, name) for role, name in names.items()}
    return Recipe(list_id, publisher, MappingProxyType(parts))


def _ofac_csv(list_id: str, main: str, prefix: str, comments: str) -> Recipe:
    names = {
        "main": main,
        "addresses": f"{prefix}ADD.CSV",
        "aliases": f"{prefix}ALT.CSV",
        "comments": comments,
    }
    return _ofac(list_id, names)


_DATE = r"(?P<year>20\d{2})(?P<month>\d{2})(?P<day>\d{2})"
_PART_744 = CodePart(title=15, part=744)

RECIPES: Final[tuple[Recipe, ...]] = (
    _one(
        "us_csl",
        Fixed(
            "https://data.trade.gov/downloadable_consolidated_screening_list/v1/consolidated.csv",
            "consolidated.csv",
        ),
        undated=True,
    ),
    _ofac_csv("us_ofac_sdn", "SDN.CSV", "", "SDN_COMMENTS.CSV"),
    _ofac_csv("us_ofac_consolidated", "CONS_PRIM.CSV", "CONS_", "CONS_COMMENTS.CSV"),
    _ofac("us_ofac_sdn", {"list": "SDN_ENHANCED.ZIP"}, "us_ofac_xml"),
    _ofac("us_ofac_consolidated", {"list": "CONS_ENHANCED.ZIP"}, "us_ofac_xml"),
    _one(
        "us_uflpa",
        Fixed("https://www.dhs.gov/uflpa-entity-list", "uflpa-entity-list.html"),
        page=True,
        undated=True,
    ),
    _one(
        "us_bis_dpl",
        NewestLink(
            page="https://www.bis.gov/licensing/end-user-guidance/denied-persons-list-dpl",
            link=r"dpl_(?P<month>\d{2})(?P<day>\d{2})(?P<year>20\d{2})\.csv",
            domain="bis.gov",
            name="dpl.csv",
        ),
    ),
    _one("us_bis_entity_list", _PART_744),
    _one("us_bis_uvl", _PART_744),
    _one("us_bis_meu", _PART_744),
    _one(
        "us_cbp_wro",
        # Names seen: ...-fy26-2026-06-23.csv, ...-fy26-dec.csv.
        NewestLink(
            page="https://www.cbp.gov/document/stats/withhold-release-orders-findings",
            link=r"withhold-release-orders-findings"
            r"(?:.*?(?P<year>20\d{2})-(?P<month>\d{2})-(?P<day>\d{2}))?[^/]*\.csv",
            domain="cbp.gov",
            name="withhold-release-orders-findings.csv",
        ),
        undated=True,
    ),
    _one(
        "us_fcc_covered",
        Fixed("https://www.fcc.gov/supplychain/coveredlist", "coveredlist.html"),
        page=True,
        undated=True,
    ),
    _one(
        "us_dod_1260h",
        # The notice of June 2026 (91 FR 35189); the next yearly notice has another address.
        Fixed(
            "https://www.federalregister.gov/documents/full_text/text/2026/06/10/2026-11571.txt",
            "2026-11571.txt",
        ),
    ),
    _one(
        "un_sc",
        Fixed("https://scsanctions.un.org/resources/xml/en/consolidated.xml", "consolidated.xml"),
    ),
    _one(
        "eu_fsf",
        # The token is the same for everybody and stands on the publisher's page.
        Fixed(
            "https://webgate.ec.europa.eu/fsd/fsf/public/files/xmlFullSanctionsList_1_1/content"
            "?token=dG9rZW4tMjAxNw",
            "xmlFullSanctionsList_1_1.xml",
        ),
    ),
    _one(
        "gb_uksl",
        Fixed("https://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List.xml", "UK-Sanctions-List.xml"),
    ),
    _one(
        "ch_seco",
        Fixed(
            "https://www.sesam.search.admin.ch/sesam-search-web/pages/downloadXmlGesamtliste.xhtml"
            "?lang=en&action=downloadXmlGesamtlisteAction",
            "consolidated-list.xml",
        ),
    ),
    _one(
        "ca_sema",
        Fixed(
            "https://www.international.gc.ca/world-monde/assets/office_docs/international_relations"
            "-relations_internationales/sanctions/sema-lmes.xml",
            "sema-lmes.xml",
        ),
        undated=True,
    ),
    _one(
        "au_dfat",
        Fixed(
            "https://www.dfat.gov.au/sites/default/files/Australian_Sanctions_Consolidated_List.xlsx",
            "Australian_Sanctions_Consolidated_List.xlsx",
        ),
        undated=True,
    ),
    _one(
        "jp_meti_eul",
        # Linked as 20250929_4.xlsx in 2025: the date and a number among the papers of that day.
        NewestLink(
            page="https://www.meti.go.jp/policy/anpo/law00.html",
            link=_DATE + r"_\d+\.xlsx",
            domain="meti.go.jp",
            name="foreign-end-user-list.xlsx",
        ),
    ),
    _one(
        "jp_mof_asset_freeze",
        NewestLink(
            page="https://www.mof.go.jp/policy/international_policy/gaitame_kawase/gaitame/"
            "economic_sanctions/list.html",
            link=r"shisantouketsu" + _DATE + r"\.xlsx",
            domain="mof.go.jp",
            name="shisantouketsu.xlsx",
        ),
    ),
    _one(
        "no_nbim_exclusions",
        Fixed(
            "https://www.nbim.no/en/responsible-investment/ethical-exclusions/exclusion-of-companies/",
            "exclusion-of-companies.html",
        ),
        page=True,
        undated=True,
    ),
)

# Lists that a program cannot fetch, and how a person gets them.
BY_HAND: Final[Mapping[str, str]] = MappingProxyType(
    {
        "us_ddtc_debarred": "the files hang on knowledge article KB0010126 of www.pmddtc.state.gov, under "
        "addresses that change",
        "us_state_isn": "the State Department publishes a PDF; CSV files of it are not public",
        "starter": "it is part of the package",
        "ftm": "it is whatever file of FollowTheMoney entities you import",
    }
)
