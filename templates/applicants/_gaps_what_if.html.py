
XXXXXXXX XXXXXXXXXXXX XXXXXXXXXXXXXXXXXXXXXXXXXX
  XXX XXXXXXXXXXXXX gettext(u'What if there were one more?') XXXXX
  XXXXX XXXXXXXXXXXXXXX XXXXXXXXXXXX XXXXXXXXBBB BBBBBBXXXXXXXXXX
    BBBBBBB BBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBBBBBBBBB
    XXXXXXX XXXXXXXXXX XXXXXXXXXXXXXXX gettext(u'Work it out') XXXXXXXXX
  XXXXXXX
  BB BBBBBB
    XXX
       ngettext(u'%(count)s open file waits for an advisor or needs an interpreter.', u'%(count)s open files wait for an advisor or need an interpreter.', count) SSSSSSSSS SSSS SSSS SSSSS SSS SS SSSSSSS SS SSSSS SS SSSSSSSSSSSSPPPPPPPPP PPPP PPPPP PPPP PPP PP PPPPPPP PP PPPP PP PPPPPPPPPPPP
       ngettext(u'With the room there is today, %(count)s of them could be met in a language of its own.', u'With the room there is today, %(count)s of them could be met in a language of their own.', count) SSSS SSS SSSS SSSSS SS SSSSSS SSSSSSSSS SS SSSS SSSSS SS SSS SS S SSSSSSSS SS SSS SSSSPPPP PPP PPPP PPPPP PP PPPPPP PPPPPPPPP PP PPPP PPPPP PP PPP PP P PPPPPPPP PP PPPPP PPPP
    XXXX
    XXX
      XXXXXXXX ngettext(u'One more advisor who speaks %(language)s in %(office)s would change this for %(count)s file.', u'One more advisor who speaks %(language)s in %(office)s would change this for %(count)s files.', count) SSS SSSS SSSSSSS SSS SSSSSS SSSSSSSSSSSS SS SSSSSSSSSS SSSSS SSSSSS SSSS SSS SSSSSSSSS SSSSSPPP PPPP PPPPPPP PPP PPPPPP PPPPPPPPPPPP PP PPPPPPPPPP PPPPP PPPPPP PPPP PPP PPPPPPPPP PPPPPPXXXXXXXXX
       ngettext(u'The new colleague would take %(count)s file.', u'The new colleague would take %(count)s files.', count) SSS SSS SSSSSSSSS SSSSS SSSS SSSSSSSSS SSSSSPPP PPP PPPPPPPPP PPPPP PPPP PPPPPPPPP PPPPPP
       ngettext(u'Of these, %(count)s has no advisor at all today.', u'Of these, %(count)s have no advisor at all today.', count) SS SSSSSS SSSSSSSSS SSS SS SSSSSSS SS SSS SSSSSSPP PPPPPP PPPPPPPPP PPPP PP PPPPPPP PP PPP PPPPPP
    XXXX
  BBBBB
XXXXXXXXXX
