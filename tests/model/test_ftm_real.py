"""Import then export loses no name: every real edition, through FollowTheMoney."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

from brightline.errors import BrightlineError
from brightline.lists.importing import Outcome, Recogniser, import_paths
from brightline.lists.publishers import all_publishers
from brightline.lists.store import Store
from brightline.model.ftm import FtmEntity, to_entities

# FollowTheMoney allows a name of no more characters than this.
_LONGEST_NAME = 384


@pytest.fixture(scope="module")
def store(real_lists: Path, tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = Store(tmp_path_factory.mktemp("home"))
    done = import_paths(store, [real_lists], Recogniser(all_publishers()), now="2026-11-22T00:00:00Z")
    assert {one.outcome for one in done} >= {Outcome.IN_USE, Outcome.KEPT, Outcome.REFUSED}
    assert all(isinstance(one.problem, BrightlineError) for one in done if one.manifest is None)
    return store


def _names(entities: list[FtmEntity]) -> set[str]:
    kept = ("name", "alias", "weakAlias", "previousName")
    return {
        text
        for entity in entities
        for name, values in entity["properties"].items()
        if name in kept
        for text in values
    }


@pytest.mark.real
def test_no_name_is_lost_between_import_and_export(store: Store) -> None:
    manifests = store.manifests()
    assert len(manifests) >= 15
    for manifest in manifests:
        for party in store.parties(manifest):
            exported = _names(list(to_entities(party)))
            lost = {name.text for name in party.names if len(name.text) <= _LONGEST_NAME} - exported
            assert lost == set(), (manifest.list, party.id)


@pytest.mark.real
def test_the_judge_accepts_everything_exported(store: Store) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        followthemoney = pytest.importorskip("followthemoney")
        for manifest in store.manifests():
            for party in store.parties(manifest)[::20]:
                for entity in to_entities(party):
                    schema = followthemoney.model.get(entity["schema"])
                    for name, values in entity["properties"].items():
                        prop = schema.get(name)
                        assert prop is not None, (entity["schema"], name)
                        assert all(prop.type.clean(value) is not None for value in values), (name, values)
