BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBB


BBBBB BBBBBBB
  XXX gettext(u'A question with a recording has a button to listen to it. Choose a place in the table to upload one, or to hear it.') XXXX
  XXXX XXXXXXXXXXXXXXXXXXX
    XXXXXXX
      XXXXXXX
        XXXX
          XXX XXXXXXXXXXXX gettext(u'Question') XXXXX
          BBB BBBB BBBBB BB BBBBBBXXX XXXXXXXXXXXXXXXXX XXXXXXXXXXXXXXX XXXXXXX ngettext(u'%(count)s wanted', u'%(count)s wanted', count) SSSSSSSSS SSSSSSPPPPPPPPP PPPPPPXXXXXXXXXXXXXBBBBBB
        XXXXX
      XXXXXXXX
      XXXXXXX
        BBB BBBB BB BBBBB
          XXXX
            XXX XXXXXXXXXXXXXXXXX
            BBB BBBB BB BBBBBBBBBB
              XXX XXXXXXXXXXXXXXXXXXX
                BB BBBBBBBBBBBBBB
                  XX XXXXXXBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBBBBBBBBBBXXBB BBBBBBBBBBB gettext(u'out of date') BBBB BBBBBBBBBBBBBBBBBBBBBBBBB gettext(u'a computer’s voice') BBBB gettext(u'recorded') BBBBBXXXX
                BBBB
                  XX XXXXXXBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBXXXXXXXXXXXXXXXXXXXXXX gettext(u'missing') XXXX
                BBBBB
              XXXXX
            BBBBBB
          XXXXX
        BBBBBB
      XXXXXXXX
    XXXXXXXX
  XXXXXX
BBBBBBBB BBBBBBB
