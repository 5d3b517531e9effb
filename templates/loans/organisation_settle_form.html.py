BBBBBBB BBBBBBBBBBB

BBBBB BBBBBBB BBBBBBBBBBB gettext(u'Error') X BBBBB gettext(u'An organisation that is not in the list') BBBBBBBB

BBBBB BBBBBBB
  BBB BBBBBBBBBBBBB BBBBBBBBBBBBBBBBBBB BB BBBB
  BBBBBBB BBBBBBBBBBBBBBBBBBB BBBB BBBBBBBB
  XXXX gettext(u'An organisation that is not in the list') XXXXX
  XXX XXXXXXXXXXXXXX
    XXXXXXXXX gettext(u'Organisation') XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX
    XXXXXXXXX gettext(u'Phone or e-mail') XXXXXXXXXXXXX XXXXXXXXXXXXXXXXXXXXXXXXXXX
  XXXXX
  XXX gettext(u'The applicant says that this organisation can vouch. Nobody was written to. If it is a partner of ours under another name, choose it; if it should become one, ask your administrator to add it first.') XXXX
  XXXX XXXXXXXXXXXXXBBBBBBB BBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBBBBXXXXXX
BBBBBBBB BBBBBBB
