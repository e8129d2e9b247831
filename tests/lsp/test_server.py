"""What somebody sees who writes content/ in an editor with the language server."""
import os
import re
import shutil
import sys
from pathlib import Path
from urllib.parse import unquote, urlparse

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient

ROOT = Path(__file__).resolve().parents[2]
CASE = "content/cases/baeckerei-odenwald.md"
# How much more memory may be held after 10,000 edits than after the first thousand.
MORE = 1.15


class Site:
    """A copy of content/, with an editor that has it open."""

    def __init__(self, root, client):
        self.root, self.client, self.texts = root, client, {}

    def uri(self, path):
        return (self.root / path).as_uri()

    def document(self, path):
        return types.TextDocumentIdentifier(uri=self.uri(path))

    def open(self, path, text=None):
        self.texts[path] = (self.root / path).read_text(encoding="utf-8") if text is None else text
        item = types.TextDocumentItem(uri=self.uri(path), language_id="markdown", version=1, text=self.texts[path])
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(text_document=item))

    def position(self, path, words, behind=False):
        """Where words are, counted as the protocol counts: in UTF-16 units."""
        text = self.texts[path]
        at = text.index(words) + (len(words) if behind else 0)
        line = text[text.rfind("\n", 0, at) + 1:at]
        return types.Position(line=text.count("\n", 0, at), character=len(line.encode("utf-16-le")) // 2)

    def replace(self, path, old, new):
        start, end = self.position(path, old), self.position(path, old, behind=True)
        self.texts[path] = self.texts[path].replace(old, new, 1)
        change = types.TextDocumentContentChangePartial(range=types.Range(start=start, end=end), text=new)
        document = types.VersionedTextDocumentIdentifier(uri=self.uri(path), version=2)
        params = types.DidChangeTextDocumentParams(text_document=document, content_changes=[change])
        self.client.text_document_did_change(params)

    async def settle(self, path):
        """Waits until everything that was sent has been looked at: words are proposed from what was there before."""
        await self.client.text_document_document_link_async(types.DocumentLinkParams(text_document=self.document(path)))

    async def findings(self, path):
        await self.settle(path)
        return list(self.client.diagnostics.get(self.uri(path), []))

    async def completions(self, path, words):
        params = types.CompletionParams(text_document=self.document(path), position=self.position(path, words, behind=True))
        found = await self.client.text_document_completion_async(params)
        return {item.label: item for item in (found.items if found else [])}

    async def actions(self, path, words):
        place = types.Range(start=self.position(path, words), end=self.position(path, words, behind=True))
        context = types.CodeActionContext(diagnostics=[])
        params = types.CodeActionParams(text_document=self.document(path), range=place, context=context)
        return await self.client.text_document_code_action_async(params) or []


def applied(text, edits):
    """A text with the edits of the server, as an editor makes them."""
    lines = text.splitlines(keepends=True)

    def offset(position):
        line = lines[position.line] if position.line < len(lines) else ""
        before = line.encode("utf-16-le")[:2 * position.character].decode("utf-16-le")
        return sum(map(len, lines[:position.line])) + len(before)

    for edit in sorted(edits, key=lambda edit: (edit.range.start.line, edit.range.start.character), reverse=True):
        text = text[:offset(edit.range.start)] + edit.new_text + text[offset(edit.range.end):]
    return text


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    root = tmp_path_factory.mktemp("eine größere Site")
    shutil.copytree(ROOT / "content", root / "content")
    return root


@pytest_lsp.fixture(config=ClientServerConfig(server_command=[os.environ["BROSCHUR"], "lsp"]))
async def client(lsp_client: LanguageClient, folder):
    params = types.InitializeParams(
        capabilities=types.ClientCapabilities(),
        workspace_folders=[types.WorkspaceFolder(uri=folder.as_uri(), name="site")],
        locale="de",
    )
    await lsp_client.initialize_session(params)
    yield
    await lsp_client.shutdown_session()


@pytest_lsp.fixture(config=ClientServerConfig(server_command=[os.environ["BROSCHUR"], "lsp"]))
async def client_below(lsp_client: LanguageClient, folder):
    """An editor that has taken the folder of the content for the one that is open."""
    below = types.WorkspaceFolder(uri=(folder / "content").as_uri(), name="content")
    params = types.InitializeParams(capabilities=types.ClientCapabilities(), workspace_folders=[below], locale="de")
    await lsp_client.initialize_session(params)
    yield
    await lsp_client.shutdown_session()


@pytest.fixture
def site(client, folder):
    return Site(folder, client)


@pytest.mark.asyncio
async def test_findings_come_and_go_with_what_is_typed(site):
    site.open(CASE)
    assert await site.findings(CASE) == []
    site.replace(CASE, "trades: [baecker]", "trades: [baeckr]")
    [finding] = await site.findings(CASE)
    assert (finding.code, finding.severity) == ("B301", types.DiagnosticSeverity.Error)
    assert "baeckr" in finding.message and "Meinten Sie „baecker“?" in finding.message
    assert finding.range.start == site.position(CASE, "baeckr")
    assert finding.range.end == site.position(CASE, "baeckr", behind=True)
    # What others say about the entry is looked at as well.
    site.replace(CASE, "baeckr", "baecker")
    assert await site.findings(CASE) == []


@pytest.mark.asyncio
async def test_the_site_is_found_from_the_folder_of_its_content(client_below, folder):
    site = Site(folder, client_below)
    site.open(CASE, (folder / CASE).read_text(encoding="utf-8").replace("trades: [baecker]", "trades: [baeckr]"))
    [finding] = await site.findings(CASE)
    assert finding.code == "B301" and finding.range.start == site.position(CASE, "baeckr")
    assert "baecker" in await site.completions(CASE, "trades: [")


@pytest.mark.asyncio
async def test_a_repair_is_one_step(site):
    site.open(CASE)
    site.replace(CASE, "chamber: mannheim", "chamber: Mannheim")
    [action] = [action for action in await site.actions(CASE, "Mannheim\n") if action.kind == "quickfix"]
    assert action.title == "„Mannheim“ durch „mannheim“ ersetzen" and action.is_preferred
    [edits] = action.edit.changes.values()
    assert applied(site.texts[CASE], edits) == (site.root / CASE).read_text(encoding="utf-8")
    [everything] = [action for action in await site.actions(CASE, "Mannheim\n") if action.kind == "source.fixAll.broschur"]
    assert list(everything.edit.changes.values()) == [edits]


@pytest.mark.asyncio
async def test_columns_count_utf_16_units(site):
    site.open(CASE)
    text = site.texts[CASE].replace("trades: [baecker]", 'trades: ["𝄞ä", nein]')
    site.open(CASE, text)
    found = await site.findings(CASE)
    wanted = [finding for finding in found if finding.range.start == site.position(CASE, "nein]")]
    assert wanted and wanted[0].range.end.character == site.position(CASE, "nein", behind=True).character


@pytest.mark.asyncio
async def test_fields_values_entries_files_and_anchors_are_completed(site):
    site.open(CASE, "---\ntitle: X\n\n---\n\n")
    fields = await site.completions(CASE, "title: X\n")
    assert fields["trades: "].detail == "Gewerke" and "benefits: " in fields
    site.open(CASE, "---\ntitle: X\ntrades: [elektro, bä]\nstatus: \nfirm:\n  \n---\n\n[x](trade:)\n[x](#)\n[x](page:atlas#)\n")
    trades = await site.completions(CASE, "[elektro, bä")
    assert trades["baecker"].detail == "Bäcker (Gewerk)" and len(trades) > 90
    assert {"draft", "review", "approved", "archived"} <= set(await site.completions(CASE, "status: "))
    assert "employees: " in await site.completions(CASE, "firm:\n  ")
    assert "trade:baecker" in await site.completions(CASE, "(trade:")


@pytest.mark.asyncio
async def test_fields_that_name_files_complete_them(site):
    folder = site.root / "content/cases"
    for name in ["werkstatt 1.png", "preise.pdf", "../images/lehre.png"]:
        (folder / name).write_bytes((ROOT / "tests/editor/picture.png").read_bytes())
    changes = [types.FileEvent(uri=(folder / "preise.pdf").as_uri(), type=types.FileChangeType.Created)]
    site.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams(changes=changes))
    await site.settle(CASE)
    for written in ["image: ", "image: {file: ", "image:\n  file: "]:
        site.open(CASE, f"---\ntitle: X\n{written}\n---\n")
        found = await site.completions(CASE, written)
        # As a path of a file, not as a part of an address; pictures only.
        assert {"werkstatt 1.png", "/images/lehre.png"} <= set(found), (written, sorted(found))
        assert "preise.pdf" not in found and not any(name.endswith((".md", ".yaml")) for name in found)
        assert "schreiner" not in found
    site.open(CASE, "---\ntitle: X\nimage:\n  alt: \n---\n")
    assert "/images/lehre.png" not in await site.completions(CASE, "alt: ")


@pytest.mark.asyncio
async def test_downloads_and_links_complete_files_and_lead_to_them(site):
    event = "content/events/projektboerse.md"
    leaflet, picture = site.root / "content/events/Blatt 1.pdf", site.root / "content/images/netz.png"
    leaflet.write_bytes(b"%PDF-1.4\n%%EOF\n")
    changes = [types.FileEvent(uri=leaflet.as_uri(), type=types.FileChangeType.Created)]
    site.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams(changes=changes))
    await site.settle(event)
    start = "---\ntitle: X\nmaterials:\n  - kind: hilfsblatt\n    text: Y\n    "
    for written in ["file: ", "file: {file: ", "file:\n      file: "]:
        site.open(event, f"{start}{written}\n---\n")
        found = await site.completions(event, written)
        # Whatever readers may get, beside the entry or from `content/` on; nothing that the site is made from.
        assert {"Blatt 1.pdf", "/images/netz.png"} <= set(found), (written, sorted(found))
        assert not any(name.endswith((".md", ".yaml")) for name in found), sorted(found)
    site.open(event, f"{start}file: {{file: Blatt 1.pdf, title: \n---\n")
    assert "Blatt 1.pdf" not in await site.completions(event, "title: X") | await site.completions(event, "pdf, title: ")
    # In a text they are parts of an address.
    site.open(event, f"{start}file: Blatt 1.pdf\n---\n\n[x]()\n")
    assert {"Blatt%201.pdf", "/images/netz.png"} <= set(await site.completions(event, "[x]("))

    async def definition(words):
        place = {"text_document": site.document(event), "position": site.position(event, words, behind=True)}
        return await site.client.text_document_definition_async(types.DefinitionParams(**place))

    for written in ["file: Blatt 1.pdf", "file: {file: Blatt 1.pdf", "file:\n      file: 'Blatt 1.pdf", 'file: "/events/Blatt 1.pdf']:
        end = "}" * written.count("{") + ("'" if "'" in written else "") + ('"' if '"' in written else "")
        site.open(event, f"{start}{written}{end}\n---\n\n[Netz](/images/netz.png)\n")
        for at in ["Blatt", written]:
            there = await definition(at)
            assert there and unquote(there.uri) == unquote(leaflet.as_uri()), (written, at, there)
        assert (await definition("](/images/ne")).uri == picture.as_uri()
    site.open(event, f"{start}file: gibt-es-nicht.pdf\n---\n")
    assert await definition("gibt-es") is None


@pytest.mark.asyncio
async def test_a_reference_shows_and_leads_to_what_it_names(site):
    site.open(CASE)
    place = {"text_document": site.document(CASE), "position": site.position(CASE, "mannheim\n")}
    card = await site.client.text_document_hover_async(types.HoverParams(**place))
    assert "Handwerkskammer Mannheim" in card.contents.value and "chamber:mannheim" in card.contents.value
    there = await site.client.text_document_definition_async(types.DefinitionParams(**place))
    assert there.uri == site.uri("content/chambers/mannheim.md")
    context = types.ReferenceContext(include_declaration=True)
    found = await site.client.text_document_references_async(types.ReferenceParams(**place, context=context))
    named = {Path(reference.uri).name for reference in found}
    assert {"baeckerei-odenwald.md", "mannheim.md"} <= named
    key = types.HoverParams(text_document=site.document(CASE), position=site.position(CASE, "title"))
    field = await site.client.text_document_hover_async(key)
    assert "Titel" in field.contents.value


@pytest.mark.asyncio
async def test_a_file_has_an_outline_and_links(site):
    site.open(CASE)
    [entry] = await site.client.text_document_document_symbol_async(types.DocumentSymbolParams(text_document=site.document(CASE)))
    names = [part.name for part in entry.children]
    headings = re.findall(r"(?m)^#+ (.+)$", site.texts[CASE])
    assert names[0] == "title" and headings and names[-len(headings):] == headings
    links = await site.client.text_document_document_link_async(types.DocumentLinkParams(text_document=site.document(CASE)))
    assert site.uri("content/trades.yaml") in [link.target for link in links]
    trades = "content/trades.yaml"
    site.open(trades)
    listed = await site.client.text_document_document_symbol_async(types.DocumentSymbolParams(text_document=site.document(trades)))
    assert len(listed) > 90
    found = await site.client.workspace_symbol_async(types.WorkspaceSymbolParams(query="bäcker"))
    assert "Bäcker" in [symbol.name for symbol in found]


@pytest.mark.asyncio
async def test_an_entry_gets_another_id_wherever_it_is_named(site):
    site.open(CASE)
    place = {"text_document": site.document(CASE), "position": site.position(CASE, "mannheim\n")}
    offered = await site.client.text_document_prepare_rename_async(types.PrepareRenameParams(**place))
    assert offered.placeholder == "mannheim"
    edit = await site.client.text_document_rename_async(types.RenameParams(**place, new_name="rhein-neckar"))
    texts, moves = {}, {}
    for change in edit.document_changes:
        if isinstance(change, types.RenameFile):
            moves[change.old_uri] = change.new_uri
        else:
            path = Path(unquote(urlparse(change.text_document.uri).path)).relative_to(site.root)
            texts[path.as_posix()] = applied((site.root / path).read_text(encoding="utf-8"), change.edits)
    assert moves[site.uri("content/chambers/mannheim.md")] == site.uri("content/chambers/rhein-neckar.md")
    assert "chamber: rhein-neckar" in texts[CASE] and len(texts) > 3
    with pytest.raises(Exception, match="ulm"):
        await site.client.text_document_rename_async(types.RenameParams(**place, new_name="ulm"))


@pytest.mark.asyncio
async def test_whatever_is_asked_has_an_answer(site):
    site.open(CASE)
    outside = types.Position(line=10**6, character=10**6)
    for path in [CASE, "content/cases/gibt-es-nicht.md", "../fremd.md", "content/site.yaml"]:
        place = {"text_document": site.document(path), "position": outside}
        await site.client.text_document_completion_async(types.CompletionParams(**place))
        await site.client.text_document_hover_async(types.HoverParams(**place))
        await site.client.text_document_definition_async(types.DefinitionParams(**place))
    other = types.TextDocumentIdentifier(uri="untitled:Untitled-1")
    assert await site.client.text_document_document_link_async(types.DocumentLinkParams(text_document=other)) is None
    # A change far behind the end is one at the end.
    change = types.TextDocumentContentChangePartial(range=types.Range(start=outside, end=outside), text="\nEnde.\n")
    document = types.VersionedTextDocumentIdentifier(uri=site.uri(CASE), version=2)
    site.client.text_document_did_change(types.DidChangeTextDocumentParams(text_document=document, content_changes=[change]))
    assert await site.findings(CASE) == []


def memory(pid):
    """Resident memory of a process in MiB (Linux)."""
    return int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())[1]) / 1024


@pytest.mark.asyncio
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems tell memory in other ways")
async def test_memory_stays_flat_over_ten_thousand_edits(site):
    site.open(CASE)
    pid = site.client._server.pid
    held = []
    for n in range(10_000):
        words = site.texts[CASE].rstrip().splitlines()[-1]
        site.replace(CASE, words, f"{words} {n}" if n % 10 else "Ende.")
        if n % 50 == 49:
            await site.settle(CASE)
            held.append(memory(pid))
    assert held[-1] < MORE * held[19], held
