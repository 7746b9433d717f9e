from __future__ import annotations

import gzip
import json
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from brightline.desk.updating import (
    State,
    Updated,
    choose_recipes,
    plan,
    update_from_folder,
    update_lists,
)
from brightline.errors import (
    BrightlineError,
    FetchError,
    LayoutError,
    NotRecognisedError,
    StoreError,
    UnknownValueError,
    UnreadableFileError,
    UnsafeFileError,
)
from brightline.lists.connecting import Line
from brightline.lists.downloading import Network
from brightline.lists.fetched import read_fetched
from brightline.lists.fetching import Patience
from brightline.lists.recipes import RECIPES
from brightline.lists.store import Store
from tests.serving import Reply, Server, endless, piece, serving, status, versioned, whole

NOW = "2026-11-22T10:00:00Z"
LATER = "2026-11-23T10:00:00Z"
SAMPLES = Path(__file__).resolve().parent.parent / "samples"
OFAC = "/api/PublicationPreview/exports/"
OFAC_FILES = {
    "SDN.CSV": "sdn.csv",
    "ADD.CSV": "add.csv",
    "ALT.CSV": "alt.csv",
    "SDN_COMMENTS.CSV": "sdn_comments.csv",
}
CSL = "/downloadable_consolidated_screening_list/v1/consolidated.csv"
UN = "/resources/xml/en/consolidated.xml"
DPL_PAGE = "/licensing/end-user-guidance/denied-persons-list-dpl"


def sample(path: str) -> bytes:
    return (SAMPLES / path).read_bytes()


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as one:
        yield one


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "home")


Update = Callable[..., dict[str, Updated]]


@pytest.fixture
def update(store: Store, server: Server) -> Update:
    """Update some lists, every publisher's address led to the server."""
    hosts = {urlsplit(one.where).netloc for recipe in RECIPES for one in recipe.parts.values()}
    bases = {f"https://{host}": server.base for host in (*hosts, "media.bis.gov")}
    patience = Patience(attempts=2, sleep=lambda _: None, most_bytes=8 * 2**20)

    def run(*sources: str, now: str = NOW, **changes: object) -> dict[str, Updated]:
        network = replace(Network(Line(proxy="", bases=bases), patience), **changes)  # type: ignore[arg-type]  # of the test's own making
        done = update_lists(store, choose_recipes(sources), now=now, network=network)
        return {one.list_id: one for one in done}

    return run


def serve_ofac(server: Server) -> None:
    for name, file in OFAC_FILES.items():
        server.serve(OFAC + name, versioned(sample(f"us_ofac/{file}"), f'"{name} 1"'))


def paths(server: Server) -> list[str]:
    return [path for path, _ in server.asked]


def leftovers(store: Store) -> list[Path]:
    return [path for path in store.home.rglob("*") if path.name.startswith(".unfinished")]


def test_a_list_comes_into_use_from_its_publishers_address(
    store: Store, server: Server, update: Update
) -> None:
    server.serve(UN, versioned(sample("un_sc/consolidated.xml")))
    one = update("un_sc")["un_sc"]
    assert (one.state, one.is_fine, one.problem) == (State.NEW, True, None)
    assert one.manifest
    assert store.current() == {"un_sc": one.manifest.edition}
    raw = store.edition_folder("un_sc", one.manifest.edition) / "raw" / "consolidated.xml"
    assert raw.read_bytes() == sample("un_sc/consolidated.xml")
    assert paths(server) == [UN]
    assert leftovers(store) == []


def test_what_did_not_change_is_not_fetched_again(store: Store, server: Server, update: Update) -> None:
    server.serve(UN, versioned(sample("un_sc/consolidated.xml")))
    first = update("un_sc")["un_sc"]
    second = update("un_sc", now=LATER)["un_sc"]
    assert (second.state, second.manifest) == (State.UNCHANGED, first.manifest)
    assert server.asked[1][1]["If-None-Match"] == '"1"'
    fetched = read_fetched(store, "un_sc")
    assert fetched
    assert fetched.checked == LATER


def test_the_same_bytes_from_a_server_without_versions_are_unchanged(
    store: Store, server: Server, update: Update
) -> None:
    server.serve(UN, whole(sample("un_sc/consolidated.xml"), "text/xml"))
    update("un_sc")
    assert update("un_sc", now=LATER)["un_sc"].state is State.UNCHANGED
    assert len(store.manifests()) == 1


@pytest.mark.parametrize("damage", ["fetched", "raw", "edition"])
def test_what_is_damaged_here_is_fetched_again(
    store: Store, server: Server, update: Update, damage: str
) -> None:
    server.serve(UN, versioned(sample("un_sc/consolidated.xml")))
    manifest = update("un_sc")["un_sc"].manifest
    assert manifest
    folder = store.edition_folder("un_sc", manifest.edition)
    if damage == "fetched":
        (store.home / "fetched" / "un_sc.json").write_text('{"files": []}', encoding="utf-8")
    elif damage == "raw":
        (folder / "raw" / "consolidated.xml").write_bytes(b"<half>")
    else:
        (store.home / "current.json").unlink()
        shutil.rmtree(folder)
    update("un_sc")
    assert server.asked[1][1]["If-None-Match"] is None


def test_another_parser_reads_the_kept_bytes_anew(store: Store, server: Server, update: Update) -> None:
    server.serve(UN, versioned(sample("un_sc/consolidated.xml")))
    first = update("un_sc")["un_sc"].manifest
    assert first
    path = store.edition_folder("un_sc", first.edition) / "manifest.json"
    older = replace(first, parser_version=0)
    path.write_text(older.to_json(), encoding="utf-8")
    # As if the first had been made by the parser before this one: its folder keeps its name.
    path.parent.rename(path.parent.with_name("older"))
    text = (store.home / "snapshots" / "000001.json").read_text(encoding="utf-8")
    (store.home / "snapshots" / "000001.json").write_text(
        text.replace(first.edition, "older"), encoding="utf-8"
    )
    note = store.home / "fetched" / "un_sc.json"
    note.write_text(note.read_text(encoding="utf-8").replace(first.edition, "older"), encoding="utf-8")
    one = update("un_sc", now=LATER)["un_sc"]
    assert one.state is State.NEW
    assert one.manifest
    assert one.manifest.parser_version == first.parser_version
    assert server.asked[1][1]["If-None-Match"] == '"1"'


def test_an_edition_that_was_kept_but_not_switched_to_comes_into_use(
    store: Store, server: Server, update: Update
) -> None:
    """A process killed between the two leaves the edition; the next update must finish the work."""
    data = sample("un_sc/consolidated.xml")
    server.serve(UN, whole(data))
    update("un_sc")
    pointer = (store.home / "current.json").read_bytes()
    server.serve(UN, whole(data + b"<!-- newer -->"))
    newer = update("un_sc", now=LATER)["un_sc"].manifest
    (store.home / "current.json").write_bytes(pointer)
    (store.home / "fetched" / "un_sc.json").unlink()
    one = update("un_sc", now=LATER)["un_sc"]
    assert newer
    assert (one.state, store.current()["un_sc"]) == (State.NEW, newer.edition)


def test_ofacs_four_files_are_one_edition(server: Server, update: Update) -> None:
    serve_ofac(server)
    one = update("us_ofac_sdn")["us_ofac_sdn"]
    assert one.manifest
    assert [file.role for file in one.manifest.files] == ["addresses", "aliases", "comments", "main"]
    assert (one.manifest.missing, one.warnings) == ((), ())
    assert [one.rsplit("/", 1)[1] for one in paths(server)] == list(OFAC_FILES)


def test_of_four_files_only_the_changed_one_comes(store: Store, server: Server, update: Update) -> None:
    serve_ofac(server)
    update("us_ofac_sdn")
    more = sample("us_ofac/add.csv").replace(b"\x1a", b"")
    changed = more + more.splitlines(keepends=True)[0].replace(b'"', b"") + b"\x1a"
    server.serve(OFAC + "ADD.CSV", versioned(changed, '"ADD.CSV 2"', "Mon, 02 Nov 2026 12:00:00 GMT"))
    one = update("us_ofac_sdn", now=LATER)["us_ofac_sdn"]
    assert one.state is State.NEW
    assert one.manifest
    raw = store.edition_folder("us_ofac_sdn", one.manifest.edition) / "raw"
    assert (raw / "SDN.CSV").read_bytes() == sample("us_ofac/sdn.csv")
    assert (raw / "ADD.CSV").read_bytes() == changed
    assert update("us_ofac_sdn", now=LATER)["us_ofac_sdn"].state is State.UNCHANGED


def test_files_of_different_days_are_warned_of(server: Server, update: Update) -> None:
    serve_ofac(server)
    late = versioned(sample("us_ofac/alt.csv"), '"x"', "Wed, 04 Nov 2026 11:00:00 GMT")
    server.serve(OFAC + "ALT.CSV", late)
    one = update("us_ofac_sdn")["us_ofac_sdn"]
    assert one.is_fine
    [warning] = one.warnings
    assert warning.startswith("ALT.CSV is of 2026-11-04, SDN.CSV of 2026-11-02")
    # It is still so when nothing has come anew.
    assert update("us_ofac_sdn", now=LATER)["us_ofac_sdn"].warnings == one.warnings


def test_a_part_that_fails_keeps_the_whole_old_edition(store: Store, server: Server, update: Update) -> None:
    serve_ofac(server)
    before = update("us_ofac_sdn")["us_ofac_sdn"].manifest
    assert before
    server.serve(
        OFAC + "SDN.CSV", versioned(sample("us_ofac/sdn.csv").replace(b"EXAMPLE", b"ANOTHER"), '"2"')
    )
    server.serve(OFAC + "ALT.CSV", status(404))
    one = update("us_ofac_sdn", now=LATER)["us_ofac_sdn"]
    assert one.state is State.FAILED
    assert isinstance(one.problem, FetchError)
    assert one.problem.file
    assert one.problem.file.endswith("ALT.CSV")
    assert store.current() == {"us_ofac_sdn": before.edition}


def test_one_that_fails_stops_no_other(store: Store, server: Server, update: Update) -> None:
    server.serve(CSL, status(500))
    server.serve(UN, versioned(sample("un_sc/consolidated.xml")))
    done = update("us_csl", "un_sc", "us_uflpa")
    assert {name: one.state for name, one in done.items()} == {
        "us_csl": State.FAILED,
        "un_sc": State.NEW,
        "us_uflpa": State.FAILED,
    }
    assert list(store.current()) == ["un_sc"]
    assert leftovers(store) == []


MAINTENANCE = b"<!DOCTYPE html>\n<html><head><title>Site\n maintenance</title></head>We are back soon</html>"


@pytest.mark.parametrize(
    ("reply", "error", "said"),
    [
        (
            whole(MAINTENANCE, "text/html"),
            NotRecognisedError,
            'titled "Site maintenance" (90 bytes, text/html)',
        ),
        (whole(MAINTENANCE, "text/csv"), NotRecognisedError, "a web page"),
        (whole(b"PK not a list", "application/zip"), NotRecognisedError, "begins with 'PK not a list'"),
        (whole(b'{"error": 1}', "application/json"), NotRecognisedError, "application/json"),
        (whole(sample("un_sc/consolidated.xml"), "text/xml"), NotRecognisedError, "begins with '<?xml"),
        (whole(b""), UnreadableFileError, "empty"),
        (whole(b"\x1a"), UnreadableFileError, "empty"),
        (whole(sample("us_csl/consolidated_2022.csv")[:-40]), UnreadableFileError, "cut off"),
        (whole(sample("us_csl/consolidated_2022.csv").replace(b"source", b"o", 1)), LayoutError, "'source'"),
        (piece(200, b"x" * 20, 10, ETag='"1"'), FetchError, "cut off"),
        (endless(), UnsafeFileError, "larger than 8 MiB"),
        (endless(10 * 2**30), UnsafeFileError, "larger than 8 MiB"),
        (status(403), FetchError, "403 Forbidden"),
    ],
)
def test_what_is_not_the_list_is_refused_and_said(
    server: Server, update: Update, reply: Reply, error: type[BrightlineError], said: str
) -> None:
    server.serve(CSL, whole(sample("us_csl/consolidated_2022.csv")))
    before = update("us_csl")["us_csl"]
    server.serve(CSL, reply)
    one = update("us_csl", now=LATER)["us_csl"]
    assert (one.state, type(one.problem)) == (State.FAILED, error)
    assert said in str(one.problem)
    server.serve(CSL, whole(sample("us_csl/consolidated_2022.csv")))
    again = update("us_csl", now=LATER)["us_csl"]
    assert (before.state, again.state, again.manifest) == (State.NEW, State.UNCHANGED, before.manifest)


def test_a_server_that_says_unchanged_unasked_is_not_believed(server: Server, update: Update) -> None:
    server.serve(UN, status(304))
    one = update("un_sc")["un_sc"]
    assert "304, unchanged, though it was not asked" in str(one.problem)


def test_a_date_that_is_none_warns_of_nothing(server: Server, update: Update) -> None:
    serve_ofac(server)
    server.serve(OFAC + "ALT.CSV", versioned(sample("us_ofac/alt.csv"), '"x"', "yesterday"))
    assert update("us_ofac_sdn")["us_ofac_sdn"].warnings == ()


def test_a_data_directory_that_cannot_be_written_is_said(server: Server, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    updates = update_lists(
        Store(tmp_path / "file" / "home"), choose_recipes(["un_sc"]), now=NOW, network=Network()
    )
    with pytest.raises(StoreError, match="BRIGHTLINE_HOME"):
        next(updates)
    assert server.asked == []


def test_a_page_in_place_of_a_side_file_is_refused(server: Server, update: Update) -> None:
    serve_ofac(server)
    server.serve(OFAC + "SDN_COMMENTS.CSV", whole(MAINTENANCE, "text/html"))
    one = update("us_ofac_sdn")["us_ofac_sdn"]
    assert "Site maintenance" in str(one.problem)


def test_a_list_that_shrank_is_held_back_until_it_grows_again(
    store: Store, server: Server, update: Update
) -> None:
    good = sample("us_csl/consolidated_2022.csv")
    server.serve(CSL, versioned(good))
    before = update("us_csl")["us_csl"].manifest
    assert before
    short = b"".join(good.splitlines(keepends=True)[:3])
    server.serve(CSL, versioned(short, '"2"'))
    for now in (LATER, "2026-11-24T10:00:00Z"):
        one = update("us_csl", now=now)["us_csl"]
        assert (one.state, one.is_fine) == (State.HELD_BACK, False)
        assert store.current() == {"us_csl": before.edition}
    server.serve(CSL, versioned(good, '"3"'))
    assert update("us_csl", now="2026-11-25T10:00:00Z")["us_csl"].is_fine


def test_the_newest_link_of_a_page_is_followed(server: Server, update: Update) -> None:
    media = "https://media.bis.gov/sites/default/files/"
    page = (
        f'<!DOCTYPE html><a href="{media}dpl_01022026.csv">old</a><a href="{media}dpl_04142026.csv">new</a>'
    )
    server.serve(DPL_PAGE, whole(page.encode(), "text/html"))
    server.serve("/sites/default/files/dpl_04142026.csv", versioned(sample("us_bis_dpl/dpl_04142026.csv")))
    one = update("us_bis_dpl")["us_bis_dpl"]
    assert one.manifest
    assert (one.manifest.published, one.manifest.files[0].name) == ("2026-04-14", "dpl_04142026.csv")
    assert update("us_bis_dpl", now=LATER)["us_bis_dpl"].state is State.UNCHANGED
    assert paths(server) == [DPL_PAGE, "/sites/default/files/dpl_04142026.csv"] * 2


def test_a_page_that_says_only_when_it_last_changed_is_of_the_day_it_came(
    server: Server, update: Update
) -> None:
    server.serve("/uflpa-entity-list", whole(sample("us_uflpa/uflpa-entity-list.html"), "text/html"))
    manifest = update("us_uflpa")["us_uflpa"].manifest
    assert manifest
    assert manifest.published == "2026-11-22"


def test_one_file_of_several_lists_comes_once(store: Store, server: Server) -> None:
    """As the supplements to part 744 do: here with a list of its own for the same address."""
    server.serve(UN, versioned(sample("un_sc/consolidated.xml")))
    recipe = replace(choose_recipes(["un_sc"])[0])
    bases = {"https://scsanctions.un.org": server.base}
    network = Network(Line(proxy="", bases=bases), Patience(attempts=1))
    done = list(update_lists(store, [recipe, recipe], now=NOW, network=network))
    assert [one.state for one in done] == [State.NEW, State.UNCHANGED]
    assert paths(server) == [UN]


def test_a_mirror_is_asked_instead(server: Server, update: Update) -> None:
    server.serve("/lists/us_bis_dpl/dpl.csv", versioned(sample("us_bis_dpl/dpl_04142026.csv")))
    server.serve("/lists/un_sc/consolidated.xml", versioned(sample("un_sc/consolidated.xml")))
    done = update("us_bis_dpl", "un_sc", mirror=f"{server.base}/lists/")
    assert [one.state for one in done.values()] == [State.NEW, State.NEW]
    assert all(path.startswith("/lists/") for path in paths(server))


@pytest.mark.parametrize("mirror", ["http://mirror.example.org/", "file:///tmp", "mirror", "https://a:b@c/"])
def test_a_mirror_must_be_https(update: Update, mirror: str) -> None:
    with pytest.raises(FetchError, match="https"):
        update("un_sc", mirror=mirror)


def test_a_proxy_must_be_one(update: Update) -> None:
    with pytest.raises(UnknownValueError, match="HTTP proxy"):
        update("un_sc", line=Line(proxy="socks5://127.0.0.1:1"))


def test_the_guard_and_the_folder_of_a_stopped_update_are_whole(store: Store, server: Server) -> None:
    """Whoever takes only the first results leaves nothing behind."""
    server.serve(UN, versioned(sample("un_sc/consolidated.xml")))
    network = Network(Line(proxy="", bases={"https://scsanctions.un.org": server.base}))
    updates = update_lists(store, choose_recipes(["un_sc", "us_csl"]), now=NOW, network=network)
    assert next(updates).state is State.NEW
    assert isinstance(updates, Iterator)
    updates.close()  # type: ignore[attr-defined]  # it is a generator
    assert leftovers(store) == []


def test_lists_are_chosen_by_list_or_by_publisher() -> None:
    def ids(*sources: str) -> list[tuple[str, str]]:
        return [(one.list_id, one.publisher) for one in choose_recipes(sources)]

    assert ids("us-ofac") == [("us_ofac_sdn", "us_ofac"), ("us_ofac_consolidated", "us_ofac")]
    assert ids("US_OFAC_SDN", "un_sc", "us_ofac_sdn") == [("us_ofac_sdn", "us_ofac"), ("un_sc", "un_sc")]
    everything = ids()
    assert len({one for one, _ in everything}) == len(everything)
    assert ("us_ofac_sdn", "us_ofac") in everything
    assert everything[0] == ("us_csl", "us_csl")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("us_cls", "use one of: us_csl"),
        ("us_ddtc_debarred", "KB0010126"),
        ("starter", "part of the package"),
    ],
)
def test_a_list_that_cannot_be_updated_is_said(source: str, said: str) -> None:
    with pytest.raises(UnknownValueError, match=re.escape(said)):
        choose_recipes([source])


def test_a_plan_sends_nothing(store: Store, server: Server, update: Update) -> None:
    recipes = choose_recipes(["us_ofac_sdn", "us_bis_dpl"])
    one, two = plan(store, recipes)
    assert (one.list_id, one.checked, len(one.addresses)) == ("us_ofac_sdn", None, 4)
    assert two.addresses == ("https://www.bis.gov/licensing/end-user-guidance/denied-persons-list-dpl",)
    assert plan(store, recipes, "https://mirror.example.org")[1].addresses == (
        "https://mirror.example.org/us_bis_dpl/dpl.csv",
    )
    serve_ofac(server)
    update("us_ofac_sdn")
    assert plan(store, recipes)[0].checked == NOW


def carried(folder: Path, files: Sequence[tuple[str, str]]) -> Path:
    for name, path in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(sample(path))
    return folder


def test_lists_carried_in_need_no_network(store: Store, tmp_path: Path) -> None:
    folder = carried(
        tmp_path / "carried",
        [
            *((f"us_ofac_sdn/{name}", f"us_ofac/{path}") for name, path in OFAC_FILES.items()),
            ("us_bis_dpl/2026-04-14/dpl_04142026.csv", "us_bis_dpl/dpl_04142026.csv"),
            ("un_sc/consolidated.xml", "un_sc/consolidated.xml"),
            ("un_sc/readme.csv", "us_csl/csl_2019.csv"),
            ("elsewhere/csl.csv", "us_csl/csl_2019.csv"),
        ],
    )
    done = update_from_folder(store, choose_recipes(), folder, now=NOW)
    assert sorted((one.list_id, one.state.name) for one in done) == [
        ("un_sc", "FAILED"),
        ("un_sc", "NEW"),
        ("us_bis_dpl", "NEW"),
        ("us_ofac_sdn", "NEW"),
    ]
    assert sorted(store.current()) == ["un_sc", "us_bis_dpl", "us_ofac_sdn"]
    assert store.manifests("us_bis_dpl")[0].published == "2026-04-14"
    again = update_from_folder(store, choose_recipes(["us_bis_dpl"]), folder, now=LATER)
    assert [one.state for one in again] == [State.UNCHANGED]


def test_a_named_list_that_was_not_carried_in_has_failed(store: Store, tmp_path: Path) -> None:
    folder = carried(tmp_path / "carried", [("un_sc/consolidated.xml", "un_sc/consolidated.xml")])
    done = update_from_folder(store, choose_recipes(["un_sc", "us_csl"]), folder, now=NOW, named=True)
    assert [(one.list_id, one.is_fine) for one in done] == [("un_sc", True), ("us_csl", False)]
    with pytest.raises(UnreadableFileError, match="folder of its id, such as us_csl"):
        update_from_folder(store, choose_recipes(["us_csl"]), folder, now=NOW)


@pytest.mark.real
def test_the_real_bytes_of_every_first_wave_list(
    store: Store, server: Server, update: Update, real_lists: Path
) -> None:
    def real(path: str) -> bytes:
        return (real_lists / path).read_bytes()

    server.serve(CSL, whole(real("us-csl/2022-05/consolidated.csv.gz"), Content_Encoding="gzip"))
    for name, path in OFAC_FILES.items():
        server.serve(OFAC + name, versioned(real(f"us-ofac-sdn/2021-07/{path}"), cut=None))
    for name in ("PRIM", "ADD", "ALT", "COMMENTS"):
        file = real(f"us-ofac-consolidated/2025-12/cons_{name.lower()}.csv")
        server.serve(f"{OFAC}CONS_{name}.CSV", versioned(file))
    server.serve("/uflpa-entity-list", whole(real("us-dhs-uflpa/2026-07-24/uflpa-entity-list.html")))
    server.serve(DPL_PAGE, whole(b'<a href="/sites/default/files/dpl_04142026.csv">CSV</a>', "text/html"))
    dpl = real("us-bis-dpl/2026-04-14/dpl_04142026.csv")
    server.serve("/sites/default/files/dpl_04142026.csv", versioned(dpl))
    server.serve(UN, versioned(real("un-sc/2026-02-27/consolidated.xml"), cut=1_000_000))
    first = ("us_csl", "us_ofac_sdn", "us_ofac_consolidated", "us_uflpa", "us_bis_dpl", "un_sc")
    done = update(*first)
    assert {name: one.state for name, one in done.items()} == dict.fromkeys(first, State.NEW)
    records = {name: one.manifest.records for name, one in done.items() if one.manifest}
    assert records == {
        "us_csl": 14_160,
        "us_ofac_sdn": 8_976,
        "us_ofac_consolidated": 442,
        "us_uflpa": 160,
        "us_bis_dpl": 564,
        "un_sc": 1_003,
    }
    # Unpacked for the edition: the same bytes packed otherwise are the same edition.
    csl = done["us_csl"].manifest
    assert csl
    assert csl.files[0].size == len(gzip.decompress(real("us-csl/2022-05/consolidated.csv.gz")))
    assert {one.state for one in update(*first, now=LATER).values()} == {State.UNCHANGED}
    assert json.loads((store.home / "fetched" / "un_sc.json").read_text(encoding="utf-8"))["checked"] == LATER
