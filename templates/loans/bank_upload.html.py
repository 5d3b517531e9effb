BBBBBBB BBBBBBBBBBB

BBBBB BBBBB gettext(u'Read a bank file') BBBBBBBB

BBBBB BBBBBBB
  BBB BBBBBBBBBBBBBB BB BBBB
   gettext(u'Bank files') 
  BBBBBBB BBBBBBBBBBBBBBBBBBB BBBB BBBBBBBB BBBBBBBBBBBBBB
  XXXX XXXXXXXXXXXXXXXXXXXXXX gettext(u'Read a bank file') XXXXXXXXXXX
  XXXX XXXXXXXXXXXXXXXX
    XXXX XXXXXXXXXXXXX
       gettext(u'Read the file') 
      BBBBBBB BBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBBBBBB BBBBBBBBBBB
    XXXXXX
    XXXXXX XXXXXXXXXXXX XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX
      XXX XXXXXXXXXXXXXXXXXX gettext(u'What happens') XXXXX
      XXX XXXXXXXXXXXXXXXXX
        XXXX gettext(u'Only money that came in is read. The file itself is not kept.') XXXXX
        XXXX gettext(u'For each payment we propose a loan, and say why.') XXXXX
        XXXX gettext(u'Nothing is booked until you confirm it.') XXXXX
        XXXX gettext(u'The same payment in two files is read once.') XXXXX
      XXXXX
    XXXXXXXX
  XXXXXX
BBBBBBBB BBBBBBB
