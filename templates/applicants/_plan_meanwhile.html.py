
BB BBBBBBBBB
  XXXX XXXXXXXXXXXXX XXXXXXXXXXXXXXX XXXXXXXXXXXXX
    BBBB BBBBBBBBBBBBBBBBBBBBBB
    XXXXX
      XXX XXXXXXXXXXX gettext(u'Somebody else changed this page while you were writing') XXXXX
      XXX gettext(u'It now says:') XXXX
      XXXXBBB BBBBBBBB BB BBBBBBBBBXXXXXXXXXXXXXXXXXXXXBBBBBBXXXXX
      XXX gettext(u'Yours is below and not saved yet. Put both together, then save. Nothing is lost: earlier versions are kept.') XXXX
    XXXXXX
  XXXXXX
BBBBB
