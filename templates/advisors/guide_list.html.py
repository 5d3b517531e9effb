BBBBBBB BBBBBBBBBBB

BBBBB BBBBB gettext(u'Guides') BBBBBBBB

BBBBB BBBBBBB
  XXXX gettext(u'How to start a business, step by step') XXXXX
  XX XXXXXXXXXXXXX gettext(u'What to do, where to go, what to bring and what it costs, in your language.') XXXX
  BBB BBBBBBBB BBBBBB BB BBBBBBBBB
    XXXXXXXX XXXXXXXXXXXXX
      XXXXXXXXX
      XXX XXXXXXXXXXXXXXXXXXXX XXXXXXX
        BBB BBBBB BB BBBBBB
          XXXX
            XX XXXXXXXXXXXXXXX XXX XXXXXXBBB BBBBBBB BBBBBBBBBBBBBBBXXXXXX
            XX XXXXXXXXXXXXX X  ngettext(u'%(number)s step', u'%(number)s steps', count) SSSSSSSSSS SSSSPPPPPPPPPP PPPPPXXXX
          XXXXX
        BBBBBB
      XXXXX
    XXXXXXXXXX
  BBBBB
     gettext(u'No guide yet') 
     gettext(u'Come back later, or ask your advisor.') 
    BBBBBBB BBBBBBBBBBBBBBBBBBBB
  BBBBBB
BBBBBBBB BBBBBBB
