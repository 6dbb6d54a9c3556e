"""The words of WhatsApp's own lines, a table for each language of the phone that wrote the export.

A row is what a line is, and its words as a pattern: `by`, `joined` and `left` stand for people. Rows are
tried in their order, languages too: a chat may change its language with the phone. "person" rows stand
where a picture or a deleted message was, and are a person's.
"""

from __future__ import annotations

from typing import Literal

import attrs

Row = Literal["created", "members", "call", "keeping", "notice", "person"]


@attrs.frozen
class Language:
    """The phrases of one language, and how it lists people."""

    name: str
    rows: tuple[tuple[Row, str], ...]
    #: The phone's owner, whoever that is.
    owner: frozenset[str]
    #: Between the last two of a list.
    joiner: str
    #: At the end of a list that is cut: `and 3 others`.
    others: str


ENGLISH = Language(
    "English",
    (
        ("person", r"(?:this message was|you) deleted(?: this message)?(?: by admin .+)?"),
        ("person", r"<?(?:media|image|photo|video|audio|sticker|gif|document|contact card) omitted>?"),
        ("created", r"(?P<by>.+?) created (?:this )?group(?:\W.*)?"),
        ("members", r"(?P<by>.+?) added (?P<joined>.+?)(?: from the community.*)?"),
        ("members", r"(?P<by>.+?) removed (?P<left>.+)"),
        ("members", r"(?P<joined>.+?) joined (?:using|from|via|through|the|this)\b.*"),
        ("members", r"(?P<joined>.+?) (?:was|were) added"),
        ("members", r"(?P<left>.+?) (?:was|were) removed"),
        ("members", r"(?P<left>.+?) left"),
        ("call", r"(?:missed |silenced )?(?:group )?(?:voice|video) (?:call|chat)\b.*"),
        ("keeping", r".+ turned (?:on|off) (?:disappearing messages|advanced chat privacy)\b.*"),
        ("keeping", r".*\bdisappearing messages\b.*"),
        ("notice", r".*\bend-to-end encrypt(?:ed|ion)\b.*"),
        ("notice", r".+ changed (?:the|this|their|to|your|from)\b.*"),
        ("notice", r".*\bsecurity code\b.*"),
        ("notice", r".+ (?:is|are|'re|’re) (?:now|no longer) (?:an? )?(?:group )?admins?"),
        ("notice", r".+ (?:pinned|unpinned) a message"),
    ),
    frozenset({"you", "your"}),
    " and ",
    r"(?:,| and) \d+ others?",
)

GERMAN = Language(
    "German",
    (
        ("person", r"(?:diese nachricht wurde|du hast diese nachricht) gelöscht"),
        ("person", r"<?(?:medien|bild|video|audio|sticker|gif|dokument|kontaktkarte) (?:aus|weg)\w+>?"),
        ("created", r"(?:(?P<by>.+?) hat|du hast) (?:die|diese) gruppe\b.* (?:erstellt|gegründet)"),
        ("notice", r".+ ha(?:t|st) .+ (?:geändert|angepinnt|gewechselt)"),
        ("notice", r".+ ha(?:t|st) (?:das|die|den) grupp.+ (?:gelöscht|entfernt)"),
        ("members", r"(?:(?P<left>.+?) hat|du hast) die gruppe verlassen"),
        ("members", r"(?:(?P<by>.+?) hat|du hast) (?P<joined>.+?) hinzugefügt"),
        ("members", r"(?:(?P<by>.+?) hat|du hast) (?P<left>.+?) entfernt"),
        ("members", r"(?P<joined>.+?) (?:ist|bist|sind) .*\bbeigetreten"),
        ("members", r"(?P<joined>.+?) (?:wurde|wurdest|wurden) hinzugefügt"),
        ("members", r"(?P<left>.+?) (?:wurde|wurdest|wurden) entfernt"),
        ("call", r"(?:verpasster? )?(?:gruppen-?)?(?:sprach|video)-?anruf\b.*"),
        ("keeping", r".*\b(?:selbstlöschende|verschwindende) nachrichten\b.*"),
        ("notice", r".*\bende-zu-ende-verschlüssel.*"),
        ("notice", r".*\bsicherheitsnummer\b.*"),
        ("notice", r".+ (?:ist|bist|sind) (?:jetzt|kein|nicht mehr) .*admins?"),
    ),
    frozenset({"du", "dich", "sie"}),
    " und ",
    r"(?:,| und) \d+ (?:weitere|andere)",
)

FRENCH = Language(
    "French",
    (
        ("person", r"(?:ce message a été|vous avez|tu as) supprimé(?: ce message)?"),
        ("person", r"<?(?:médias?|image|photo|vidéo|audio|sticker|gif|document) (?:omis|absent)\w*>?"),
        ("created", r"(?:(?P<by>.+?) a|vous avez|tu as) créé (?:le|ce) groupe\b.*"),
        ("notice", r".+ (?:a|avez|as) (?:changé|modifié|épinglé)\b.*"),
        ("notice", r".+ (?:a|avez|as) (?:supprimé|retiré) (?:l['’]|la |le ).*\bgroupe"),
        ("members", r"(?:(?P<left>.+?) a|vous avez|tu as) quitté(?: le groupe)?"),
        ("members", r"(?P<joined>.+?) (?:a|avez|as|ont) rejoint\b.*"),
        ("members", r"(?P<joined>.+?) (?:a|avez|ont) été ajoutée?s?"),
        ("members", r"(?P<left>.+?) (?:a|avez|ont) été (?:retiré|supprimé|exclu)e?s?"),
        ("members", r"(?P<by>.+?) (?:vous a|t['’]a) ajoutée?"),
        ("members", r"(?:(?P<by>.+?) a|vous avez|tu as) ajouté (?P<joined>.+)"),
        ("members", r"(?:(?P<by>.+?) a|vous avez|tu as) (?:retiré|supprimé|exclu) (?P<left>.+)"),
        ("call", r"appel (?:vocal|vidéo|de groupe|audio)\b.*"),
        ("keeping", r".*\bmessages éphémères\b.*"),
        ("notice", r".*\bde bout en bout\b.*"),
        ("notice", r".*\bcode de sécurité\b.*"),
        ("notice", r".+ (?:est|êtes|es) (?:maintenant|désormais) .*admin\w*"),
    ),
    frozenset({"vous", "tu", "toi"}),
    " et ",
    r"(?:,| et) \d+ autres?",
)

SPANISH = Language(
    "Spanish",
    (
        ("person", r"(?:se eliminó|eliminaste|has eliminado|borraste) este mensaje"),
        ("person", r"este mensaje fue eliminado"),
        ("person", r"<?(?:multimedia|imagen|foto|video|vídeo|audio|sticker|gif|documento) omitid[oa]>?"),
        ("created", r"(?:(?P<by>.+?) (?:creó|ha creado)|creaste|has creado) (?:el|este) grupo\b.*"),
        ("notice", r".+ (?:cambió|ha cambiado|fijó|ha fijado)\b.*|(?:cambiaste|has cambiado|fijaste)\b.*"),
        (
            "members",
            r"(?:(?P<left>.+?) (?:salió|ha salido|abandonó)|saliste|has salido)(?: (?:del|el) grupo)?",
        ),
        ("members", r"(?:(?P<joined>.+?) se (?:unió|ha unido)|te (?:uniste|has unido))\b.*"),
        ("members", r"se (?:añadió|agregó|ha añadido) a (?P<joined>.+)"),
        ("members", r"se (?:eliminó|ha eliminado) a (?P<left>.+)"),
        ("members", r"(?P<by>.+?) te (?:añadió|agregó|ha añadido)"),
        (
            "members",
            r"(?:(?P<by>.+?) (?:añadió|agregó|ha añadido)|añadiste|agregaste|has añadido) a (?P<joined>.+)",
        ),
        ("members", r"(?:(?P<by>.+?) (?:eliminó|ha eliminado|sacó)|eliminaste|has eliminado) a (?P<left>.+)"),
        ("call", r"(?:video|vídeo)?llamada (?:perdida|de voz|de vídeo|de video|grupal)\b.*"),
        ("keeping", r".*\bmensajes (?:temporales|que desaparecen)\b.*"),
        ("notice", r".*\bde extremo a extremo\b.*"),
        ("notice", r".*\bcódigo de seguridad\b.*"),
        ("notice", r".+ (?:(?:es|eres) ahora|ahora (?:es|eres)|ya no (?:es|eres)) .*admin\w*"),
    ),
    frozenset({"tú", "ti", "usted"}),
    " y ",
    r"(?:,| y) \d+ (?:más|otros|personas más)",
)

ITALIAN = Language(
    "Italian",
    (
        ("person", r"(?:questo messaggio è stato|hai) eliminato(?: questo messaggio)?"),
        ("person", r"<?(?:media|immagine|foto|video|audio|sticker|gif|documento) omess[oaie]>?"),
        ("created", r"(?:(?P<by>.+?) ha|hai) creato (?:il|questo) gruppo\b.*"),
        ("notice", r"(?:.+ ha|hai) (?:cambiato|modificato|fissato)\b.*"),
        ("notice", r"(?:.+ ha|hai) (?:rimosso|eliminato) l['’](?:immagine|icona)\b.*"),
        ("members", r"(?:(?P<left>.+?) ha|hai) (?:abbandonato|lasciato)(?: il gruppo)?"),
        ("members", r"(?P<left>.+?) (?:è|sei) uscit[oa](?: dal gruppo)?"),
        (
            "members",
            r"(?P<joined>.+?) (?:si è unit[oa]|è entrat[oa])\b.*|(?:ti sei unit[oa]|sei entrat[oa])\b.*",
        ),
        ("members", r"(?P<joined>.+?) (?:è|sei|sono) stat[oaie] aggiunt[oaie]"),
        ("members", r"(?P<left>.+?) (?:è|sei|sono) stat[oaie] rimoss[oaie]"),
        ("members", r"(?P<by>.+?) ti ha aggiunto"),
        ("members", r"(?:(?P<by>.+?) ha|hai) aggiunto (?P<joined>.+)"),
        ("members", r"(?:(?P<by>.+?) ha|hai) rimosso (?P<left>.+)"),
        ("call", r"(?:video)?chiamata (?:vocale |video |di gruppo )?persa\b.*"),
        ("keeping", r".*\bmessaggi effimeri\b.*"),
        ("notice", r".*\bend-to-end\b.*"),
        ("notice", r".*\bcodice di sicurezza\b.*"),
        ("notice", r".+ (?:(?:è|sei) (?:ora|adesso)|(?:ora|adesso) (?:è|sei)|non (?:è|sei) più) .*ammin\w+"),
    ),
    frozenset({"tu", "te"}),
    " e ",
    r"(?:,| e)(?: altri)? \d+(?: altr[ie])?(?: persone)?",
)

PORTUGUESE = Language(
    "Portuguese",
    (
        ("person", r"(?:esta )?mensagem (?:foi )?apagada|(?:você )?apagou esta mensagem"),
        ("person", r"<?(?:mídia|imagem|foto|vídeo|áudio|figurinha|gif|documento|arquivo) ocult\w+>?"),
        ("person", r"<ficheiro não revelado>"),
        ("created", r"(?:(?P<by>.+?) )?criou (?:o|este) grupo\b.*"),
        ("notice", r"(?:.+ )?(?:mudou|alterou|fixou)\b.*"),
        ("notice", r"(?:.+ )?(?:removeu|apagou) a (?:imagem|foto)\b.*"),
        ("members", r"(?P<left>.+?) saiu(?: do grupo)?"),
        ("members", r"(?P<joined>.+?) (?:entrou|aderiu)\b.*"),
        ("members", r"(?P<joined>.+?) (?:foi|foram) adicionad[oa]s?"),
        ("members", r"(?P<left>.+?) (?:foi|foram) removid[oa]s?"),
        ("members", r"(?:(?P<by>.+?) )?adicionou (?P<joined>.+)"),
        ("members", r"(?:(?P<by>.+?) )?removeu (?P<left>.+)"),
        ("call", r"(?:chamada|ligação) (?:de (?:voz|vídeo)|em grupo)\b.*"),
        ("keeping", r".*\bmensagens temporárias\b.*"),
        ("notice", r".*\bponta a ponta\b.*|.*\bponto a ponto\b.*"),
        ("notice", r".*\bcódigo de segurança\b.*"),
        ("notice", r".+ (?:agora é|é agora|não é mais|já não é) .*admin\w*"),
    ),
    frozenset({"você", "tu", "te", "ti"}),
    " e ",
    r"(?:,| e)(?: mais| outr[ao]s)? \d+(?: outr[ao]s)?(?: pessoas)?",
)

DUTCH = Language(
    "Dutch",
    (
        ("person", r"(?:dit bericht is|(?:je|u) (?:hebt|heeft) dit bericht) verwijderd"),
        ("person", r"<?(?:media|afbeelding|foto|video|audio|sticker|gif|document) weggelaten>?"),
        ("created", r"(?:(?P<by>.+?) heeft|je hebt) (?:de|deze) groep\b.* (?:ge|aange)maakt"),
        ("notice", r".+ (?:heeft|hebt) .+ (?:gewijzigd|veranderd|vastgezet)"),
        ("notice", r".+ (?:heeft|hebt) (?:de |het )groeps.+ verwijderd"),
        ("members", r"(?:(?P<left>.+?) heeft|je hebt) de groep verlaten"),
        ("members", r"(?P<left>.+?) (?:is|bent) weggegaan"),
        ("members", r"(?:(?P<by>.+?) heeft|je hebt) (?P<joined>.+?) toegevoegd"),
        ("members", r"(?:(?P<by>.+?) heeft|je hebt) (?P<left>.+?) verwijderd"),
        ("members", r"(?P<joined>.+?) (?:neemt|neem) (?:nu )?deel\b.*"),
        ("members", r"(?P<joined>.+?) (?:is|bent) .*\b(?:toegetreden|lid geworden)\b.*"),
        ("members", r"(?P<joined>.+?) (?:is|zijn|bent) toegevoegd"),
        ("members", r"(?P<left>.+?) (?:is|zijn|bent) verwijderd"),
        ("call", r"(?:gemiste )?(?:groeps)?(?:spraak-?|video-?)?oproep\b.*"),
        ("keeping", r".*\b(?:verdwijnende|zelfwissende|tijdelijke) berichten\b.*"),
        ("notice", r".*\bend-to-end\b.*"),
        ("notice", r".*\bbeveiligingscode\b.*"),
        ("notice", r".+ (?:is|bent) (?:nu|geen|niet meer) .*beheerder\w*"),
    ),
    frozenset({"je", "jij", "jou", "u"}),
    " en ",
    r"(?:,| en) \d+ (?:anderen|andere|meer)",
)

LANGUAGES = (ENGLISH, GERMAN, FRENCH, SPANISH, ITALIAN, PORTUGUESE, DUTCH)
