BBBBBBB BBBBBBBBBBB

BBBBB BBBBB gettext(u'Languages that are missing') BBBBBBBB

BBBBB BBBBBBB
  XXXX XXXXXXXXXXXXXXXXXXXXXX gettext(u'Languages that are missing') XXXXXXXXXXX
  BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBBBBBBB
  BB BBBB
    XXXXXXXX XXXXXXXXXXXXXXXXXXXXXXXXXX
      XXX XXXXXXXXXXXXX gettext(u'Asked for and spoken') XXXXX
      XXX gettext(u'Open files and those of the last year, by the language each applicant wished first. The darker, the less it is spoken there.') XXXX
      BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBB
    XXXXXXXXXX
    BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB
    XXXXXXXX XXXXXXXXXXXXXXXXXXXXXXX
      XXX XXXXXXXXXX gettext(u'Where somebody is missing') XXXXX
      BB BBBB
        XXXX XXXXXXXXXXXXXXXXXXX
          XXXXXX XXXXXXXXXXXX XXXXXXXXXXXXX
            XXXXXXX
              XXXX
                XXX XXXXXXXXXXXX gettext(u'Language') XXXXX
                XXX XXXXXXXXXXXX gettext(u'Office') XXXXX
                XXX XXXXXXXXXXXX gettext(u'Who speaks it') XXXXX
                XXX XXXXXXXXXXX XXXXXXXXXXXXXXX gettext(u'Files') XXXXX
                XXX XXXXXXXXXXX XXXXXXXXXXXXXXX gettext(u'Wait for an advisor') XXXXX
                XXX XXXXXXXXXXX XXXXXXXXXXXXXXX gettext(u'Need an interpreter') XXXXX
                XXX XXXXXXXXXXX XXXXXXXXXXXXXXX gettext(u'By phone') XXXXX
              XXXXX
            XXXXXXXX
            XXXXXXX
              BBB BBB BB BBBB
                XXXX
                  XXX XXXXXXXXXXX XXXXXXXXXXXX gettext(u'Language') XXXXXXXXXXXXXXXXXX
                  XXX XXXXXXXXXXXX gettext(u'Office') XXXXXXXXXXXXXXXXXX
                  XXX XXXXXXXXXXXX gettext(u'Who speaks it') XXFFFFFFFFFFFFFXXXXX
                  XXX XXXXXXXXXXXXXX XXXXXXXXXXXX gettext(u'Files') XXFFFFFFFFFFFFFXXXXX
                  XXX XXXXXXXXXXXXXX XXXXXXXXXXXX gettext(u'Wait for an advisor') XXFFFFFFFFFFFFFXXXXX
                  XXX XXXXXXXXXXXXXX XXXXXXXXXXXX gettext(u'Need an interpreter') XXFFFFFFFFFFFFFXXXXX
                  XXX XXXXXXXXXXXXXX XXXXXXXXXXXX gettext(u'By phone') XXFFFFFFFFFFFFFXXXXX
                XXXXX
              BBBBBB
            XXXXXXXX
          XXXXXXXX
        XXXXXX
      BBBB
        XXX gettext(u'Every language that is asked for is spoken at the office, with room.') XXXX
      BBBBB
    XXXXXXXXXX
  BBBB
     gettext(u'Nobody has asked for anything yet') 
     gettext(u'When people apply, you see here which languages they speak and who speaks them.') 
    BBBBBBB BBBBBBBBBBBBBBBBBBBB
  BBBBB
BBBBBBBB BBBBBBB
