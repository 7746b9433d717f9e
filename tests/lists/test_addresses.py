from __future__ import annotations

import json
from pathlib import Path

import pytest

from brightline.errors import FetchError
from brightline.lists.addresses import CodePart, Fixed, Found, NewestLink
from brightline.lists.connecting import checked_address
from brightline.lists.intake import SourceFile, source_from_bytes
from brightline.lists.publisher import Part
from brightline.lists.publishers import about_lists, all_publishers
from brightline.lists.recipes import BY_HAND, RECIPES, Recipe

PAGE = "https://www.example.org/lists/index.html"
LINK = NewestLink(PAGE, r"list_(?P<month>\d{2})(?P<day>\d{2})(?P<year>\d{4})\.csv", "example.org", "list.csv")


def recipe_of(list_id: str) -> Recipe:
    return next(one for one in RECIPES if one.list_id == list_id)


def served(text: str) -> SourceFile:
    return source_from_bytes("index", text.encode())


def linked(*hrefs: str) -> SourceFile:
    return served("<!DOCTYPE html><p>" + "".join(f'<a href="{href}">list</a>' for href in hrefs))


def found(address: NewestLink | CodePart, page: SourceFile) -> Found:
    asked = []

    def read(url: str) -> SourceFile:
        asked.append(url)
        return page

    answer = address.find(read)
    assert asked == [address.where]
    return answer


def test_a_fixed_address_needs_no_index() -> None:
    def read(url: str) -> SourceFile:
        raise AssertionError(url)

    assert Fixed("https://example.org/a", "a.csv").find(read) == Found("https://example.org/a", "a.csv")


@pytest.mark.parametrize(
    ("hrefs", "url", "day"),
    [
        (["/files/list_04142026.csv"], "https://www.example.org/files/list_04142026.csv", "2026-04-14"),
        (["list_04142026.csv?v=2"], "https://www.example.org/lists/list_04142026.csv?v=2", "2026-04-14"),
        # The newest by its date, not by its name or place.
        (["list_12312025.csv", "list_01022026.csv"], "list_01022026.csv", "2026-01-02"),
        (["list_01022026.csv", "list_12312025.csv"], "list_01022026.csv", "2026-01-02"),
        (
            ["https://media.example.org/LIST_04142026.CSV"],
            "https://media.example.org/LIST_04142026.CSV",
            None,
        ),
        # A date that cannot be is none, and yields to one that can.
        (["list_02302026.csv", "list_04142020.csv"], "list_04142020.csv", "2020-04-14"),
        (["#top", "mailto:a@b", "http://[::1", "", "list_04142026.csv"], "list_04142026.csv", "2026-04-14"),
    ],
)
def test_the_newest_link_is_found(hrefs: list[str], url: str, day: str | None) -> None:
    one = found(LINK, linked(*hrefs))
    assert one.url.endswith(url)
    assert one.day == (day or "2026-04-14")
    assert one.name == one.url.rsplit("/", 1)[1].partition("?")[0]


@pytest.mark.parametrize(
    "hrefs",
    [
        [],
        ["other_04142026.csv"],
        ["list_04142026.csv.exe", "list_.csv"],
        ["https://example.org.evil.example/list_04142026.csv"],
        ["https://notexample.org/list_04142026.csv"],
    ],
)
def test_a_page_without_the_link_is_said(hrefs: list[str]) -> None:
    with pytest.raises(FetchError, match="no link to the list any more") as caught:
        found(LINK, linked(*hrefs))
    assert caught.value.file == PAGE


def test_a_link_into_another_scheme_is_not_fetched() -> None:
    one = found(LINK, linked("file://www.example.org/list_04142026.csv"))
    with pytest.raises(FetchError):
        checked_address(one.url)


def test_the_code_is_of_the_day_that_the_index_says() -> None:
    titles = [
        {"number": 14, "up_to_date_as_of": "2026-01-01"},
        {"number": 15, "up_to_date_as_of": "2026-07-09"},
    ]
    one = found(CodePart(15, 744), served(json.dumps({"titles": titles})))
    assert one == Found(
        "https://www.ecfr.gov/api/versioner/v1/full/2026-07-09/title-15.xml?part=744",
        "title-15.xml",
        "2026-07-09",
    )


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "<html>down</html>",
        "[]",
        '{"titles": 1}',
        '{"titles": [{"number": 14, "up_to_date_as_of": "2026-01-01"}]}',
        '{"titles": [{"number": 15, "up_to_date_as_of": null}]}',
        '{"titles": [{"number": 15, "up_to_date_as_of": "../../x"}]}',
        '{"titles": [{"number": 15}]}',
    ],
)
def test_an_index_that_does_not_say_is_said(text: str) -> None:
    with pytest.raises(FetchError, match="of which day title 15"):
        found(CodePart(15, 744), served(text))


@pytest.mark.parametrize(
    ("list_id", "href", "day"),
    [
        ("us_bis_dpl", "https://media.bis.gov/sites/default/files/dpl_04142026.csv", "2026-04-14"),
        (
            "us_cbp_wro",
            "/sites/default/files/withhold-release-orders-findings-fy26-2026-06-23.csv",
            "2026-06-23",
        ),
        ("us_cbp_wro", "/sites/default/files/withhold-release-orders-findings-fy26-dec.csv", None),
        ("jp_meti_eul", "/policy/anpo/20250929_4.xlsx", "2025-09-29"),
        ("jp_mof_asset_freeze", "../shisantouketsu20260305.xlsx", "2026-03-05"),
    ],
)
def test_the_names_that_publishers_have_given_their_files_are_found(
    list_id: str, href: str, day: str | None
) -> None:
    [address] = recipe_of(list_id).parts.values()
    assert isinstance(address, NewestLink)
    one = found(address, linked("/other.pdf", href, "/later.xlsx"))
    assert one.day == day
    assert checked_address(one.url).hostname
    assert one.name == href.rsplit("/", 1)[1]


def test_every_address_is_https_and_every_file_of_an_edition_has_its_own_name() -> None:
    for recipe in RECIPES:
        for address in recipe.parts.values():
            assert checked_address(address.where).scheme == "https"
            assert address.name == Path(address.name).name
        assert len({one.name for one in recipe.parts.values()}) == len(recipe.parts)


def test_every_list_that_is_read_is_downloaded_or_it_is_said_why_not() -> None:
    known = {(recipe.publisher, recipe.list_id) for recipe in RECIPES}
    by_hand = {*BY_HAND, "own"}
    for publisher in all_publishers():
        for about in publisher.lists:
            assert (publisher.id, about.id) in known or about.id in by_hand, about.id


def test_every_recipe_of_a_registered_publisher_names_its_lists() -> None:
    lists = {one.id: {about.id for about in one.lists} for one in all_publishers()}
    for recipe in RECIPES:
        if recipe.publisher in lists:
            assert recipe.list_id in lists[recipe.publisher]
            assert recipe.list_id in about_lists()


@pytest.mark.real
@pytest.mark.parametrize(
    ("list_id", "files"),
    [
        ("us_csl", {"list": "us-csl/2022-05/consolidated.csv.gz"}),
        (
            "us_ofac_sdn",
            {
                "main": "us-ofac-sdn/2021-07/sdn.csv",
                "addresses": "us-ofac-sdn/2021-07/add.csv",
                "aliases": "us-ofac-sdn/2021-07/alt.csv",
                "comments": "us-ofac-sdn/2021-07/sdn_comments.csv",
            },
        ),
        (
            "us_ofac_consolidated",
            {
                "main": "us-ofac-consolidated/2025-12/cons_prim.csv",
                "addresses": "us-ofac-consolidated/2025-12/cons_add.csv",
                "aliases": "us-ofac-consolidated/2025-12/cons_alt.csv",
                "comments": "us-ofac-consolidated/2025-12/cons_comments.csv",
            },
        ),
        ("us_uflpa", {"list": "us-dhs-uflpa/2026-07-24/uflpa-entity-list.html"}),
        ("us_bis_dpl", {"list": "us-bis-dpl/2026-04-14/dpl_04142026.csv"}),
        ("un_sc", {"list": "un-sc/2026-02-27/consolidated.xml"}),
    ],
)
def test_the_roles_are_those_that_the_publisher_knows(
    list_id: str, files: dict[str, str], real_lists: Path
) -> None:
    """Under the name that the recipe gives it, the publisher's file is taken for what the recipe says."""
    recipe = recipe_of(list_id)
    publisher = next(one for one in all_publishers() if one.id == recipe.publisher)
    assert list(recipe.parts) == list(files)
    for role, path in files.items():
        file = source_from_bytes(recipe.parts[role].name, (real_lists / path).read_bytes())
        assert publisher.recognise(file) == Part(list_id, role)


def test_a_mirror_has_a_folder_for_each_list() -> None:
    mirrored = recipe_of("us_bis_dpl").mirrored("https://mirror.example.org/lists/")
    assert [one.where for one in mirrored.parts.values()] == [
        "https://mirror.example.org/lists/us_bis_dpl/dpl.csv"
    ]
    assert mirrored.undated
    assert not recipe_of("un_sc").mirrored("https://mirror.example.org").undated
