"""WhatsApp's own lines in the languages of the usual phones, on Android and iOS; and what imitates them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.importers.exports import Outcome, read_text
from wrbc_rules.importers.whatsapp_languages import LANGUAGES

#: Each: what the line says, then who did it, who came and who went.
MEMBERS = {
    "English": [
        ('Sam created group "Crew"', "Sam", ["Sam"], []),
        ("Sam added Mia, Ali and Bea", "Sam", ["Mia", "Ali", "Bea"], []),
        ("Sam added you", "Sam", [], []),
        ("You added Mia and 2 others", None, ["Mia"], []),
        ("Sam removed Mia", "Sam", [], ["Mia"]),
        ("Mia left", None, [], ["Mia"]),
        ("Mia joined using this group's invite link", None, ["Mia"], []),
    ],
    "German": [
        ("Sam hat die Gruppe „Crew“ erstellt", "Sam", ["Sam"], []),
        ("Du hast diese Gruppe erstellt", None, [], []),
        ("Sam hat Mia, Ali und Bea hinzugefügt", "Sam", ["Mia", "Ali", "Bea"], []),
        ("Sam hat dich hinzugefügt", "Sam", [], []),
        ("Du hast Mia und 3 weitere hinzugefügt", None, ["Mia"], []),
        ("Mia wurde hinzugefügt", None, ["Mia"], []),
        ("Sam hat Mia entfernt", "Sam", [], ["Mia"]),
        ("Mia hat die Gruppe verlassen", None, [], ["Mia"]),
        ("Mia ist dieser Gruppe über den Einladungslink beigetreten", None, ["Mia"], []),
    ],
    "French": [
        ("Sam a créé le groupe « Crew »", "Sam", ["Sam"], []),
        ("Sam a ajouté Mia, Ali et Bea", "Sam", ["Mia", "Ali", "Bea"], []),
        ("Sam vous a ajouté", "Sam", [], []),
        ("Vous avez ajouté Mia", None, ["Mia"], []),
        ("Mia a été ajoutée", None, ["Mia"], []),
        ("Sam a retiré Mia", "Sam", [], ["Mia"]),
        ("Mia a quitté le groupe", None, [], ["Mia"]),
        ("Mia a rejoint le groupe avec le lien d'invitation", None, ["Mia"], []),
    ],
    "Spanish": [
        ("Sam creó el grupo “Crew”", "Sam", ["Sam"], []),
        ("Sam añadió a Mia, Ali y Bea", "Sam", ["Mia", "Ali", "Bea"], []),
        ("Sam te añadió", "Sam", [], []),
        ("Añadiste a Mia", None, ["Mia"], []),
        ("Se añadió a Mia", None, ["Mia"], []),
        ("Sam eliminó a Mia", "Sam", [], ["Mia"]),
        ("Mia salió del grupo", None, [], ["Mia"]),
        ("Mia se unió con el enlace de invitación de este grupo", None, ["Mia"], []),
    ],
    "Italian": [
        ("Sam ha creato il gruppo “Crew”", "Sam", ["Sam"], []),
        ("Sam ha aggiunto Mia, Ali e Bea", "Sam", ["Mia", "Ali", "Bea"], []),
        ("Sam ti ha aggiunto", "Sam", [], []),
        ("Hai aggiunto Mia", None, ["Mia"], []),
        ("Sam ha rimosso Mia", "Sam", [], ["Mia"]),
        ("Mia ha abbandonato il gruppo", None, [], ["Mia"]),
        ("Mia è uscita", None, [], ["Mia"]),
        ("Mia si è unita con il link d'invito", None, ["Mia"], []),
    ],
    "Portuguese": [
        ("Sam criou o grupo “Crew”", "Sam", ["Sam"], []),
        ("Sam adicionou Mia, Ali e Bea", "Sam", ["Mia", "Ali", "Bea"], []),
        ("Sam adicionou você", "Sam", [], []),
        ("Você adicionou Mia", None, ["Mia"], []),
        ("Mia foi adicionada", None, ["Mia"], []),
        ("Sam removeu Mia", "Sam", [], ["Mia"]),
        ("Mia saiu", None, [], ["Mia"]),
        ("Mia entrou usando o link de convite deste grupo", None, ["Mia"], []),
    ],
    "Dutch": [
        ("Sam heeft de groep “Crew” gemaakt", "Sam", ["Sam"], []),
        ("Sam heeft Mia, Ali en Bea toegevoegd", "Sam", ["Mia", "Ali", "Bea"], []),
        ("Sam heeft je toegevoegd", "Sam", [], []),
        ("Je hebt Mia toegevoegd", None, ["Mia"], []),
        ("Sam heeft Mia verwijderd", "Sam", [], ["Mia"]),
        ("Mia heeft de groep verlaten", None, [], ["Mia"]),
        ("Mia neemt deel via de uitnodigingslink van deze groep", None, ["Mia"], []),
    ],
}
LINES = [(name, *row) for name, rows in MEMBERS.items() for row in rows]
#: What says nothing of members: security, group's name or picture, admins, numbers.
NOTICES = [
    "Messages and calls are end-to-end encrypted. No one outside can read them",
    "Sam changed the group description",
    "Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt",
    "Die Sicherheitsnummer von Mia hat sich geändert",
    "Sam hat das Gruppenbild geändert",
    "Sam hat das Gruppenbild gelöscht",
    "Mia ist jetzt Admin",
    "Les messages et les appels sont chiffrés de bout en bout",
    "Votre code de sécurité avec Mia a changé",
    "Sam a supprimé l'icône du groupe",
    "Los mensajes y las llamadas están cifrados de extremo a extremo",
    "Tu código de seguridad con Mia cambió",
    "Sam cambió la descripción del grupo",
    "I messaggi e le chiamate sono crittografati end-to-end",
    "Sam ha rimosso l'immagine del gruppo",
    "As mensagens e as chamadas são protegidas com a criptografia de ponta a ponta",
    "Sam mudou a descrição do grupo",
    "Sam removeu a imagem do grupo",
    "Berichten en oproepen zijn end-to-end versleuteld",
    "Je beveiligingscode met Mia is gewijzigd",
    "Sam heeft de groepsafbeelding verwijderd",
]
KEEPING = [
    "Sam turned on disappearing messages",
    "Sam hat selbstlöschende Nachrichten eingeschaltet",
    "Sam a activé les messages éphémères",
    "Sam activó los mensajes temporales",
    "Sam ha attivato i messaggi effimeri",
    "Sam ativou as mensagens temporárias",
    "Sam heeft verdwijnende berichten ingeschakeld",
]
CALLS = [
    "Missed voice call",
    "Verpasster Sprachanruf",
    "Appel vocal manqué",
    "Llamada de voz perdida",
    "Chiamata vocale persa",
    "Chamada de voz perdida",
    "Gemiste spraakoproep",
]
#: What stands where a person's picture or deleted message was.
PERSONS = [
    "This message was deleted",
    "You deleted this message",
    "image omitted",
    "Diese Nachricht wurde gelöscht",
    "Du hast diese Nachricht gelöscht",
    "Bild weggelassen",
    "Ce message a été supprimé",
    "Vous avez supprimé ce message",
    "image absente",
    "Se eliminó este mensaje",
    "Eliminaste este mensaje",
    "imagen omitida",
    "Questo messaggio è stato eliminato",
    "Hai eliminato questo messaggio",
    "immagine omessa",
    "Mensagem apagada",
    "Você apagou esta mensagem",
    "imagem ocultada",
    "Dit bericht is verwijderd",
    "Je hebt dit bericht verwijderd",
    "afbeelding weggelaten",
]


def _android(folder: Path, *lines: str) -> Outcome:
    return read_text(folder, "".join(f"14/02/2017, 10:00 - {each}\n" for each in lines))


def _ios(folder: Path, sender: str, words: str) -> Outcome:
    return read_text(folder, f"[14/02/2017, 10:00:00] {sender}: \u200e{words}\n")


@pytest.mark.parametrize(("language", "words", "by", "joined", "left"), LINES)
def test_who_came_and_who_went(
    tmp_path: Path, language: str, words: str, by: str | None, joined: list[str], left: list[str]
) -> None:
    for done in (_android(tmp_path, words), _ios(tmp_path, "Crew", f"{words}.")):
        [got] = done.got
        assert got.change is not None
        assert (list(got.change.joined), list(got.change.left)) == (joined, left)
        assert (done.events[0]["kind"], got.event.by.id) == ("group_state", by)


def test_every_language_has_every_sort_of_line() -> None:
    assert set(MEMBERS) == {each.name for each in LANGUAGES}
    for language in LANGUAGES:
        rows = {row for row, _ in language.rows}
        assert rows == {"created", "members", "call", "keeping", "notice", "person"}, language.name


@pytest.mark.parametrize("words", [*NOTICES, *KEEPING])
def test_what_says_nothing_of_members_is_no_change(tmp_path: Path, words: str) -> None:
    for done in (_android(tmp_path, words), _ios(tmp_path, "Crew", words)):
        assert [reason for _, reason in done.skipped] == ["a line of WhatsApp's own, not of a person"]
        assert ("some may be missing" in done.notes) == (words in KEEPING)
        assert "not known here" not in done.notes


@pytest.mark.parametrize("words", CALLS)
def test_calls(tmp_path: Path, words: str) -> None:
    assert [each["kind"] for each in _android(tmp_path, words).events] == ["call"]
    assert _ios(tmp_path, "Mia", words).events[0]["by"] == {"id": "Mia"}


@pytest.mark.parametrize("words", PERSONS)
def test_what_stands_for_a_message_is_a_message(tmp_path: Path, words: str) -> None:
    for done in (_android(tmp_path, f"Mia: <{words}>"), _android(tmp_path, f"Mia: {words}"),
                 _ios(tmp_path, "Mia", words)):  # fmt: skip
        assert [(each["kind"], each["by"]["id"]) for each in done.events] == [("message", "Mia")]


@pytest.mark.parametrize(("language", "words", "by", "joined", "left"), LINES)
def test_what_a_person_types_is_never_a_change(
    tmp_path: Path, language: str, words: str, by: str | None, joined: list[str], left: list[str]
) -> None:
    typed = _android(tmp_path, f"Mia: {words}", f"Mia: \n{words}")
    assert [each["kind"] for each in typed.events] == ["message", "message"]
    told = read_text(tmp_path, f"[14/02/2017, 10:00:00] Mia: {words}\n")
    assert [each["kind"] for each in told.events] == ["message"]


def test_a_language_switched_halfway(tmp_path: Path) -> None:
    done = _android(
        tmp_path,
        "Sam created group “Crew”",
        "Sam added Lee",
        "Sam: hi",
        "Sam hat Mia hinzugefügt",
        "Mia saiu",
    )
    changes = [each.change for each in done.got if each.change is not None]
    assert [(each.joined, each.left) for each in changes] == [
        (("Sam",), ()), (("Lee",), ()), (("Mia",), ()), ((), ("Mia",)),
    ]  # fmt: skip
    assert done.skipped == []


def test_a_name_with_words_of_the_list_is_one_person_if_they_write(tmp_path: Path) -> None:
    done = _android(tmp_path, "Mia und Ali: hi", "Sam hat Mia und Ali hinzugefügt")
    assert done.got[1].change is not None
    assert done.got[1].change.joined == ("Mia und Ali",)


def test_long_lines_of_a_phrase_take_no_long_time(tmp_path: Path) -> None:
    lines = [f"{word} " * 2_000 for word in ("hat", "a ajouté", "added", "se", "e", "hat die gruppe")]
    assert _android(tmp_path, *lines * 3).reading.log.met == 18
