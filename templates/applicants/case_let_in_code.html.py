BBBBBBB BBBBBBBBBBB

BBBBB BBBBB gettext(u'The code')  X BBBBBBBB

BBBBB BBBBBBB
  BBB BBBBBB BBBBBBBBBBBB BB BBBB
  BBBBBBB BBBBBBBBBBBBBBBBBBB BBBB BBBBBBBB BBBBBBBBBBB
  XXXX gettext(u'The code') XXXXX
  XXXX XXXXXXXXXXXXXXXX
    XXXXXXXX XXXXXXXXXXX XXXXXXXXXXX
      XX XXXXXXXXXXXXXXXXXXX XXXXXXXXXXXXXXXXXXXXXXX
      XXX gettext(u'It works once, for 10 minutes. It is not shown again.') XXXX
      XXXX
        XXXX gettext(u'The applicant opens this address on the new phone: by the picture, or by typing it.') XXXXX
        XXXX gettext(u'She or he writes the code there.') XXXXX
        XXXX gettext(u'Then the new phone number can be added.') XXXXX
      XXXXX
      XXXXXXX XXXXXXXXX XXXXXXXXXXXXXXXXXXXXXXXX
    XXXXXXXXXX
    XXXXXXXX XXXXXXXXXXXXXXXXX XXXXXXXXXX XXXXXX XXXXX gettext(u'QR code with the address') X XXXXXXXXXXX XXXXXXXXXXXXXXXXXXXXXXX
  XXXXXX
BBBBBBBB BBBBBBB
