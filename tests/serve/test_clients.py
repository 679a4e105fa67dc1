"""The programs that people ask endpoints with: each asks the real server, as its documentation says to."""

from __future__ import annotations

import http.server
import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Store
from rdflib import Graph, Literal, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from tests.serve.world import BASE, Server

LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
LABELS = f"SELECT ?l WHERE {{ ?s <{LABEL}> ?l }} ORDER BY ?l"
HARBOUR = "Harbour Authority"
CURL = shutil.which("curl")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


@pytest.fixture
def wrapper(server: Server) -> SPARQLWrapper:
    return SPARQLWrapper(f"{server.url}/sparql")


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_sparqlwrapper_reads_bindings(wrapper: SPARQLWrapper, method: str) -> None:
    wrapper.setQuery(LABELS)
    wrapper.setMethod(method)
    wrapper.setReturnFormat(JSON)
    found = wrapper.queryAndConvert()["results"]["bindings"]
    assert HARBOUR in {row["l"]["value"] for row in found}
    wrapper.setReturnFormat(XML)
    assert HARBOUR in wrapper.queryAndConvert().toxml()
    wrapper.setReturnFormat(CSV)
    assert HARBOUR.encode() in wrapper.queryAndConvert()


def test_sparqlwrapper_posts_directly_and_reads_graphs(wrapper: SPARQLWrapper) -> None:
    wrapper.setMethod(POST)
    wrapper.setRequestMethod("postdirectly")
    wrapper.setQuery("CONSTRUCT WHERE { ?s ?p ?o }")
    wrapper.setReturnFormat(TURTLE)
    assert len(Graph().parse(data=wrapper.queryAndConvert())) > 10
    wrapper.setQuery("ASK { ?s ?p ?o }")
    wrapper.setReturnFormat(JSON)
    assert wrapper.queryAndConvert()["boolean"] is True


def test_sparqlwrapper_names_graphs_and_is_told_what_is_wrong(wrapper: SPARQLWrapper) -> None:
    wrapper.setReturnFormat(JSON)
    wrapper.addDefaultGraph(f"{BASE}graph/reported")
    wrapper.setQuery("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    some = int(wrapper.queryAndConvert()["results"]["bindings"][0]["n"]["value"])
    wrapper.clearParameter("default-graph-uri")
    wrapper.addParameter("union", "true")
    assert int(wrapper.queryAndConvert()["results"]["bindings"][0]["n"]["value"]) > some > 0
    wrapper.setQuery("SELECT WHERE")
    with pytest.raises(QueryBadFormed, match="line 1, column"):
        wrapper.query()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_sees_it_as_a_graph(server: Server, method: str) -> None:
    store = SPARQLStore(f"{server.url}/sparql", method=method)
    graph = Graph(store)
    assert Literal(HARBOUR, lang="en") in set(graph.objects(predicate=URIRef(LABEL)))
    assert (URIRef(f"{BASE}entity/harbour-0b"), URIRef(LABEL), Literal(HARBOUR, lang="en")) in graph
    assert HARBOUR in {str(row[0]) for row in graph.query(LABELS)}
    assert len(graph) > 10
    named = Graph(store, identifier=URIRef(f"{BASE}graph/one.html"))
    assert URIRef(f"{BASE}claim/4f") in set(named.subjects())
    assert URIRef(f"{BASE}claim/4f") not in set(graph.subjects())


@pytest.mark.parametrize("returned", ["json", "xml", "csv", "tsv"])
def test_rdflib_reads_every_format(server: Server, returned: str) -> None:
    found = SPARQLStore(f"{server.url}/sparql", returnFormat=returned).query(LABELS)
    assert HARBOUR in {str(row[0]) for row in found}


def test_rdflib_fetches_graphs_and_resources(server: Server) -> None:
    for address in (f"{server.url}/entity/Q1", f"{server.url}/graph-store?default", f"{server.url}/.well-known/void"):
        assert len(Graph().parse(address)) > 0


@pytest.mark.parametrize(
    ("options", "starts"),
    [
        (["--get", "--data-urlencode", f"query={LABELS}", "-H", "Accept: text/csv"], "l\r\n"),
        (["--data-urlencode", f"query={LABELS}"], '{"head"'),
        (["-H", "Content-Type: application/sparql-query", "--data-binary", LABELS, "-H", "Accept: text/*"], "l"),
        (["--compressed", "--get", "--data-urlencode", "query=ASK {}"], '{"head"'),
        (["--http1.0", "--get", "--data-urlencode", f"query={LABELS}"], '{"head"'),
        (["--head", "--get", "--data-urlencode", f"query={LABELS}"], "HTTP/1.1 200"),
    ],
)
@pytest.mark.skipif(CURL is None, reason="no curl on this machine")
def test_curl(server: Server, options: list[str], starts: str) -> None:
    done = subprocess.run(
        ["curl", "--silent", "--fail", "--noproxy", "*", *options, f"{server.url}/sparql"],
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode().startswith(starts)


@pytest.mark.skipif(CURL is None, reason="no curl on this machine")
def test_curl_fails_where_an_answer_is_broken_off(server: Server) -> None:
    """And where it is refused before it begins: a script with --fail sees both."""
    options = ["curl", "--silent", "--fail", "--noproxy", "*", "--get", f"{server.url}/sparql"]
    done = subprocess.run([*options, "--data-urlencode", "query=SELECT WHERE"], capture_output=True)
    assert (done.returncode, done.stdout) == (22, b"")


def test_oxigraph_asks_it_by_service(server: Server, tmp_path: Path) -> None:
    """Its command and its library both take the endpoint for another of their kind."""
    query = f"SELECT ?l WHERE {{ SERVICE <{server.url}/sparql> {{ ?s <{LABEL}> ?l }} }}"
    assert HARBOUR in {row["l"].value for row in Store().query(query)}
    command = Path(sys.executable).with_name("oxigraph")
    Store(str(tmp_path / "store")).flush()
    options = ["query", "--location", str(tmp_path / "store"), "--query", query, "--results-format", "csv"]
    done = subprocess.run([str(command), *options], capture_output=True, text=True, check=True)
    assert HARBOUR in done.stdout


PAGE = """<!doctype html><meta charset="utf-8"><title>Another site</title><pre id="out">waiting</pre>
<script>
const endpoint = "%URL%/sparql", query = %QUERY%, out = document.getElementById("out");
async function all() {
  const got = await fetch(endpoint + "?query=" + encodeURIComponent(query));
  const rows = (await got.json()).results.bindings.length;
  const posted = await fetch(endpoint, {method: "POST", headers: {
    "Content-Type": "application/sparql-query", "Accept": "text/csv"}, body: query});
  const lines = (await posted.text()).trim().split("\\n").length - 1;
  const again = await fetch(endpoint + "?query=" + encodeURIComponent(query),
    {headers: {"If-None-Match": got.headers.get("ETag")}, cache: "no-store"});
  const wrong = await fetch(endpoint + "?query=SELECT");
  const problem = await wrong.json();
  const entity = await fetch("%URL%/entity/Q1", {headers: {"Accept": "application/ld+json"}});
  return {rows, lines, again: again.status, wrong: wrong.status, line: problem.line,
    release: got.headers.get("X-OnRecord-Release"), entity: entity.status};
}
all().then(found => out.textContent = JSON.stringify(found), error => out.textContent = "failed: " + error);
</script>"""


@pytest.fixture
def site(server: Server, tmp_path: Path) -> Iterator[str]:
    """A page of another origin, whose script asks the endpoint."""
    page = PAGE.replace("%URL%", server.url).replace("%QUERY%", json.dumps(LABELS))
    (tmp_path / "index.html").write_text(page, "utf-8")

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *args: object, **options: object) -> None:
            super().__init__(*args, directory=str(tmp_path), **options)  # type: ignore[arg-type, misc]

        def log_message(self, *_: object) -> None:
            """Nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet) as other:
        thread = threading.Thread(target=other.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{other.server_address[1]}/index.html"
        other.shutdown()
        thread.join()


def test_a_browser_fetches_from_another_site(site: str, server: Server, tmp_path: Path) -> None:
    browser = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if browser is None:
        pytest.skip("no Chromium on this machine (Debian: apt-get install chromium)")
    options = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-proxy-server"]
    options += [f"--user-data-dir={tmp_path / 'profile'}", "--virtual-time-budget=20000", "--dump-dom"]
    done = subprocess.run([browser, *options, site], capture_output=True, text=True, timeout=600)
    found = json.loads(done.stdout.partition('<pre id="out">')[2].partition("</pre>")[0])
    assert found.pop("release")
    assert found == {"rows": 6, "lines": 6, "again": 304, "wrong": 400, "line": 1, "entity": 200}
