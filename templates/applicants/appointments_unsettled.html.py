BBBBBBB BBBBBBBBBBB

BBBBB BBBBB gettext(u'Appointments that need a decision') BBBBBBBB

BBBBB BBBBBBB
  XXXX XXXXXXXXXXXXXXXXXXXXXX gettext(u'Appointments that need a decision') XXXXXXXXXXX
  BB BBBB
    XXX gettext(u'An absence, a day off or other hours came after these were booked. Who comes has not been told anything yet.') XXXX
    XXXX XXXXXXXXXXXXXXXXXXX
      XXXXXX XXXXXXXXXXXX XXXXXXXXXXXXX
        XXXXXXX
          XXXX
            XXX XXXXXXXXXXXX gettext(u'When') XXXXX
            XXX XXXXXXXXXXXX gettext(u'Who comes') XXXXX
            XXX XXXXXXXXXXXX gettext(u'For') XXXXX
            XXX XXXXXXXXXXXX gettext(u'With') XXXXX
            XXX XXXXXXXXXXXX gettext(u'What has happened') XXXXX
            XXX XXXXXXXXXXXXXXXXX XXXXXXXXXXXXXXXXXXXXXXXX gettext(u'Decide') XXXXXXXXXXXX
          XXXXX
        XXXXXXXX
        XXXXXXX
          BBB BBB BB BBBB
            BBBB BBBBBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB
              XXXX
                XXX XXXXXXXXXXX XXXXXXXXXXXX gettext(u'When') XXFFFFFFXXXXX
                XXX XXXXXXXXXXXX gettext(u'Who comes') XXXXXXXXBB BBBBBBBBBBBBBBBBXX XXXXXXXXXXXXXXXX XXXXXXBBB BBBBBB BBBBBBBBBBBBBBBBBBBBBBBBXXXXXXXXXXXXXXXXXXXXXXXXXX XXXXXXXXXXX XXXXXXXXXXXXXXBBBBXXXXXXXXXXXBBBBBXXXXXXXXXXXX
                XXX XXXXXXXXXXXX gettext(u'For') XXXXXXXXXXXXXXXXXXXXXXXXXXX XXXXXXXXXXX XXXXXXXXXXXXXXXXXXXXXXXXX
                XXX XXXXXXXXXXXX gettext(u'With') XXXXXXXXXXXXXXXXXX
                XXX XXXXXXXXXXXX gettext(u'What has happened') XXXXXXX XXXXXXXXXXXXX XXXXXXXXXXXXBBBB BBBBBBBBBBBBBBBBBBBB XXXXXXXXXXXX
                XXXXBBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBBBBBBBXXXXX
              XXXXX
            BBBBBBB
          BBBBBB
        XXXXXXXX
      XXXXXXXX
    XXXXXX
    BB BBBBXX XXXXXXXXXXXXX ngettext(u'%(number)s more comes when these are settled.', u'%(number)s more come when these are settled.', count) SSSSSSSSSS SSSS SSSSS SSSS SSSSS SSS SSSSSSSSPPPPPPPPPP PPPP PPPP PPPP PPPPP PPP PPPPPPPPXXXXBBBBB
  BBBB
     gettext(u'Every appointment can take place') 
     gettext(u'When somebody is away or hours change, what was booked before waits here for you.') 
    BBBBBBB BBBBBBBBBBBBBBBBBBBB
  BBBBB
BBBBBBBB BBBBBBB
