"""The catalogue of MindSpore's documents, and which page of it a finding cites."""

from __future__ import annotations

import itertools
import json
import re
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import lint_plugin
from lint_plugin.mindspore import documents, members, versions
from lint_plugin.rules import all_rules
from lint_plugin.rules.rule import Rule

DATA = resources.files("lint_plugin.mindspore").joinpath("data")
CATALOGUE = json.loads(DATA.joinpath("documents.json").read_text("utf-8"))
API_CATALOGUE = json.loads(DATA.joinpath("api_documents.json").read_text("utf-8"))
BRANCHES: list[str] = CATALOGUE["branches"]
RULES = [pytest.param(rule, id=rule.code) for rule in all_rules()]
SECTIONS = {name: branch for branch, names in CATALOGUE["cell_sections"].items() for name in names.split()}
FOLDERS = {"en": "en", "zh": "zh-CN"}


def expanded(pages: dict[str, str]) -> dict[str, dict[str, str]]:
    """Return {branch: {language: address}} of a topic's entry in the catalogue."""
    found: dict[str, dict[str, str]] = {}
    for page, branches in pages.items():
        scheme, _, place = page.partition(":")
        path, hash_, section = place.partition("#")
        for entry in branches.split():
            branch, _, only = entry.partition("/")
            for language in [only] if only else FOLDERS:
                made = CATALOGUE["schemes"][scheme].format(language=FOLDERS[language], branch=branch, page=path)
                found.setdefault(branch, {})[language] = made + hash_ + section
    return {branch: found[branch] for branch in BRANCHES if branch in found}


TOPICS = {topic: expanded(pages) for topic, pages in CATALOGUE["topics"].items()}

# The published pages' addresses follow the sources' folders, which moved in r1.7; the guide moved again in r2.6.0rc1.
UP_TO_R1_6 = r"https://www\.mindspore\.cn/docs/migration_guide/{language}/{branch}/[\w/]+\.html"
FROM_R1_7 = (
    r"https://www\.mindspore\.cn/docs/{language}/{branch}/(note/api_mapping|migration_guide)/[\w/]+\.html(#[\w%-]+)?"
)
GUIDE_FROM_R2_6 = r"https://www\.mindspore\.cn/tutorials/{language}/{branch}/model_migration/model_migration\.html"
CELL_UP_TO_R1_6 = r"https://www\.mindspore\.cn/docs/api/{language}/{branch}/api_python/nn/mindspore\.nn\.Cell\.html"
CELL_FROM_R1_7 = r"https://www\.mindspore\.cn/docs/{language}/{branch}/api_python/nn/mindspore\.nn\.Cell\.html"


def pattern(topic: str, branch: str) -> str:
    if branch in ("r1.5", "r1.6"):
        return CELL_UP_TO_R1_6 if topic == "cell" else UP_TO_R1_6
    if topic == "model_migration":
        return GUIDE_FROM_R2_6
    return CELL_FROM_R1_7 if topic == "cell" else FROM_R1_7


PAGES = [
    (topic, branch, language, address)
    for topic, by_branch in TOPICS.items()
    for branch, by_language in by_branch.items()
    for language, address in by_language.items()
]


@pytest.mark.parametrize(("topic", "branch", "language", "address"), PAGES)
def test_address_follows_the_scheme_of_its_version(topic: str, branch: str, language: str, address: str) -> None:
    expected = pattern(topic, branch).format(language=FOLDERS[language], branch=re.escape(branch))
    assert re.fullmatch(expected, address)


def test_each_page_has_an_address_of_its_own() -> None:
    addresses = [address for *_, address in PAGES]
    assert len(addresses) == len(set(addresses))


@pytest.mark.parametrize(
    ("topic", "present"),
    [
        ("buffers", ["r1.5", "r1.6", "r1.7", "r1.8", "r1.9", "r1.10", "r1.11", "r2.0"]),
        ("named_children", ["r1.5", "r1.6", "r1.7", "r1.8", "r1.9", "r1.10", "r1.11", "r2.0.0-alpha", "r2.0"]),
        ("model_migration", ["r2.6.0rc1", "r2.6.0", "master"]),
        ("cell", BRANCHES),
    ],
)
def test_page_stands_in_the_versions_that_have_it(topic: str, present: list[str]) -> None:
    assert list(TOPICS[topic]) == present
    assert all(set(by_language) == {"en", "zh"} for by_language in TOPICS[topic].values())


def test_no_other_code_builds_an_address() -> None:
    package = Path(lint_plugin.__file__).parent
    literal = re.compile(r"mindspore\.cn|\{(branch|version|language)\}[^\"']*\.html")
    assert [str(path) for path in package.rglob("*.py") if literal.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("rule", RULES)
def test_rule_cites_documents_of_the_catalogue(rule: Rule) -> None:
    assert rule.topics
    assert {topic for topic in rule.topics if not topic.startswith(("api:", "cell:"))} <= set(TOPICS)
    assert all(topic.removeprefix("cell:") in SECTIONS for topic in rule.topics if topic.startswith("cell:"))
    assert all(documents.compares(topic.removeprefix("api:")) for topic in rule.topics if topic.startswith("api:"))


def test_each_document_has_a_title() -> None:
    titles = CATALOGUE["titles"]
    assert list(titles) == list(TOPICS) and all(set(title) == set(FOLDERS) for title in titles.values())
    assert documents.title("model_and_cell", "zh") == "网络搭建"
    assert documents.title("api:mindspore.nn.Dense", "en") == "Differences with torch.nn.Linear"
    assert documents.title("api:torch.nn.init.normal_", "zh") == "比较与torch.nn.init.normal_的差异"
    with pytest.raises(KeyError):
        documents.title("no such topic", "en")


@pytest.mark.parametrize("branch", ["r1.5", "r2.3.0", "r2.0.0-alpha", "r2.0"])
def test_an_address_tells_its_version(branch: str) -> None:
    by_language = TOPICS["cell"][branch]
    assert {documents.release_of(address) for address in by_language.values()} == {branch}


def test_unknown_topic_is_refused() -> None:
    with pytest.raises(KeyError):
        documents.address(("no such topic",), None, "en")


@pytest.mark.parametrize(
    ("topics", "version", "language", "expected"),
    [
        # the page of the project's version, at the address scheme of that version
        (("buffers",), (1, 5), "en", "migration_guide/en/r1.5/api_mapping/pytorch_diff/UnTrainableParams.html"),
        (("buffers",), (1, 7), "zh", "docs/zh-CN/r1.7/note/api_mapping/pytorch_diff/UnTrainableParams.html"),
        (("model_migration",), (2, 6), "en", "tutorials/en/r2.6.0/model_migration/model_migration.html"),
        (("cell",), (1, 6), "zh", "docs/api/zh-CN/r1.6/api_python/nn/mindspore.nn.Cell.html"),
        # the section on a member of the Cell, in the versions whose Cell has the member
        (("cell:set_train",), (1, 6), "zh", "r1.6/api_python/nn/mindspore.nn.Cell.html#mindspore.nn.Cell.set_train"),
        (
            ("cell:get_sub_cell",),
            (2, 7),
            "en",
            "/r2.7.2/api_python/nn/mindspore.nn.Cell.html#mindspore.nn.Cell.get_",
        ),
        (("cell:to",), None, "en", "/en/r2.11.0/api_python/nn/mindspore.nn.Cell.html#mindspore.nn.Cell.to"),
        (
            ("children", "cell:cells"),
            (2, 7),
            "en",
            "/r2.7.2/api_python/nn/mindspore.nn.Cell.html#mindspore.nn.Cell.",
        ),
        (("children", "cell:cells"), (2, 0), "en", "/r2.0/note/api_mapping/pytorch_diff/Cells.html"),
        # the newest documentation that has the page where no version is known, a release's rather than master's
        (("buffers",), None, "zh", "docs/zh-CN/r2.0/note/api_mapping/pytorch_diff/UnTrainableParams.html"),
        (("mapping_table",), None, "en", "/en/r2.6.0/"),
        (("typical_api", "model_and_cell", "model_migration"), None, "en", "/en/r2.6.0/model_migration"),
        # 1.10 is later than 1.9, and 1.11 later still; both are earlier than 2.0
        (("buffers",), (1, 10), "en", "/en/r1.10/"),
        (("buffers",), (1, 11), "en", "/en/r1.11/"),
        # dropped in r2.1: the last version that has the page
        (("buffers",), (2, 1), "en", "/en/r2.0/"),
        (("buffers",), (2, 10), "zh", "/zh-CN/r2.0/"),
        # of several pages of one version the last: not the alpha, not the release candidate, 2.4.10 after 2.4.1
        (("named_children",), (2, 0), "en", "/en/r2.0/"),
        (("model_migration",), (2, 6), "zh", "/zh-CN/r2.6.0/"),
        (("linear",), (2, 4), "en", "/en/r2.4.10/"),
        # 2.7 has no page of the guide: that of 2.6 is nearer than master's
        (("model_migration",), (2, 7), "en", "/en/r2.6.0/"),
        # before the first version that has the page, that one
        (("model_and_cell",), (1, 5), "en", "/en/r1.11/"),
        (("model_migration",), (1, 5), "en", "/en/r2.6.0rc1/"),
        # the language goes before the version: in English this page begins with r1.9
        (("typical_api",), (1, 5), "zh", "/zh-CN/r1.5/"),
        (("typical_api",), (1, 5), "en", "/en/r1.9/"),
        # of several documents the one that has a page of just this version
        (("typical_api", "model_and_cell", "model_migration"), (2, 0), "en", "typical_api_comparision"),
        (("typical_api", "model_and_cell", "model_migration"), (2, 3), "en", "/en/r2.3.2/"),
        (("typical_api", "model_and_cell", "model_migration"), (2, 6), "en", "model_migration"),
        # both documents of 2.2 fit: the one that is preferred
        (("model_and_cell", "typical_api"), (2, 2), "en", "model_and_cell"),
    ],
)
def test_cited_page(topics: tuple[str, ...], version: versions.Version | None, language: str, expected: str) -> None:
    assert expected in documents.address(topics, version, language)


@pytest.mark.parametrize(
    ("name", "version", "language", "expected"),
    [
        # the page of the API, under the name that the file has in the version
        ("mindspore.nn.Conv2d", (1, 6), "en", "migration_guide/en/r1.6/api_mapping/pytorch_diff/nn_Conv2d.html"),
        ("mindspore.nn.Conv2d", (1, 10), "zh", "/zh-CN/r1.10/note/api_mapping/pytorch_diff/nn_Conv2d.html"),
        ("mindspore.nn.Conv2d", (2, 2), "zh", "/zh-CN/r2.2/note/api_mapping/pytorch_diff/Conv2d.html"),
        # by torch's name, too
        ("torch.nn.Conv2d", (2, 2), "en", "/en/r2.2/note/api_mapping/pytorch_diff/Conv2d.html"),
        # from 2.5 on that of r2.4.10, the last documentation that compares nn and ops with torch
        ("mindspore.nn.Conv2d", (2, 5), "en", "/en/r2.4.10/note/api_mapping/pytorch_diff/Conv2d.html"),
        ("mindspore.nn.Adam", (2, 10), "zh", "/zh-CN/r2.4.10/note/api_mapping/pytorch_diff/Adam.html"),
        ("mindspore.nn.Dropout", None, "en", "/en/r2.4.10/note/api_mapping/pytorch_diff/Dropout.html"),
        # of several pages that whose file has the API's name: set_context, not cuda
        ("mindspore.set_context", (2, 0), "en", "/pytorch_diff/set_context.html"),
        # what no page compares: what is said of all APIs, and the table where that isn't said yet
        ("mindspore.ops.no_such", (2, 3), "en", "r2.3.2/note/api_mapping/pytorch_api_mapping.html#general-difference-"),
        ("mindspore.ops.no_such", (2, 9), "en", "/en/r2.4.10/note/api_mapping/pytorch_api_mapping.html#general-"),
        ("mindspore.ops.no_such", None, "zh", "/zh-CN/r2.4.10/note/api_mapping/pytorch_api_mapping.html#%E9%80%9A"),
        ("mindspore.ops.no_such", (1, 8), "zh", "/zh-CN/r1.8/note/api_mapping/pytorch_api_mapping.html"),
    ],
)
def test_cited_page_of_an_api(name: str, version: versions.Version | None, language: str, expected: str) -> None:
    assert expected in documents.address((documents.of_api(name),), version, language)


def test_a_member_without_a_section_gets_the_page() -> None:
    for topic, version in (("cell:to", (2, 8)), ("cell:get_sub_cell", (2, 5)), ("cell:no_such", None)):
        address = documents.address((topic,), version, "en")
        assert address.endswith("/api_python/nn/mindspore.nn.Cell.html")
        assert address == documents.address(("cell",), version, "en")


def test_each_member_of_torch_leads_to_what_is_written_instead() -> None:
    found = {name: member.topics(None)[-1] for name, member in members.all_members().items()}
    assert found["eval"] == "cell:set_train" and found["modules"] == "cell:cells_and_names" and found["cuda"] == "cell"
    assert members.all_members()["get_submodule"].topics((2, 7)) == ("cell:get_sub_cell",)
    cited = {topic.removeprefix("cell:") for topic in found.values() if topic.startswith("cell:")}
    assert cited <= set(SECTIONS) and len(cited) > 10


def test_page_of_the_api_goes_before_the_other_topics() -> None:
    compared = documents.of_api("mindspore.nn.Dropout")
    assert documents.address(("mapping_table", compared), (2, 8), "en").endswith(
        "r2.4.10/note/api_mapping/pytorch_diff/Dropout.html"
    )
    assert "#" not in documents.address((documents.of_api("mindspore.nn.no_such"), "mapping_table"), (2, 8), "en")


@pytest.mark.parametrize("name", sorted({name for *_, names in API_CATALOGUE["pages"] for name in names.split()}))
def test_every_page_of_an_api_has_an_address_that_follows_the_scheme(name: str) -> None:
    scheme = re.compile(
        r"https://www\.mindspore\.cn/docs/(migration_guide/(en|zh-CN)/r1\.[56]/api_mapping"
        r"|(en|zh-CN)/r(1\.([7-9]|10|11)|2\.([012]|3\.2|4\.10|5\.0|6\.0))/note/api_mapping)/pytorch_diff/[\w.&]+\.html"
    )
    projects = [None, *itertools.product((1, 2), range(12))]
    for version, language in itertools.product(projects, FOLDERS):
        assert scheme.fullmatch(documents.address((documents.of_api(name),), version, language))


def test_catalogues_are_read_when_they_are_asked() -> None:
    documents.address.cache_clear()
    documents._catalogue.cache_clear()
    documents._api_catalogue.cache_clear()
    documents._topic_pages.cache_clear()
    documents.address(("buffers",), None, "en")
    assert documents._catalogue.cache_info().currsize == 1
    assert documents._api_catalogue.cache_info().currsize == 0, "a finding on no API reads no page of one"


def release(branch: str) -> tuple[int, int]:
    """Return the MindSpore version that a documentation version describes."""
    if branch == "master":
        return (99, 0)
    major, minor = re.findall(r"\d+", branch)[:2]
    return int(major), int(minor)


def spoken(topics: tuple[str, ...], language: str) -> dict[str, tuple[int, int]]:
    """Return {address: version} of the topics' pages in this language."""
    return {
        by_language[language]: release(branch)
        for topic in topics
        for branch, by_language in TOPICS[topic].items()
        if language in by_language
    }


TOPIC_LISTS = st.lists(st.sampled_from(sorted(TOPICS)), min_size=1, max_size=3, unique=True).map(tuple)
VERSIONS = st.tuples(st.integers(1, 3), st.integers(0, 12))


@given(topics=TOPIC_LISTS, version=VERSIONS, language=st.sampled_from(["en", "zh"]))
def test_cited_page_is_the_nearest_in_the_language(
    topics: tuple[str, ...], version: versions.Version, language: str
) -> None:
    candidates = spoken(topics, language)
    earlier = [have for have in candidates.values() if have <= version]
    nearest = max(earlier) if earlier else min(candidates.values())
    assert candidates[documents.address(topics, version, language)] == nearest


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_later_project_never_gets_an_earlier_page(topic: str, language: str) -> None:
    projects = [(major, minor) for major, minor in itertools.product((1, 2, 3), range(13))]
    cited = [documents.address((topic,), version, language) for version in projects]
    order = list(spoken((topic,), language))
    assert [order.index(address) for address in cited] == sorted(order.index(address) for address in cited)


@pytest.mark.parametrize("topic", TOPICS)
def test_topic_lists_its_versions_in_their_order(topic: str) -> None:
    assert [release(branch) for branch in BRANCHES] == sorted(map(release, BRANCHES))
    assert [branch for branch in BRANCHES if branch in TOPICS[topic]] == list(TOPICS[topic])
