BBBBBBB BBBBBBBBBBB

BBBBB BBBBB gettext(u'Appointments in my own calendar') BBBBBBBB

BBBBB BBBBBBB
  BBB BBBBB BB BBBB
   _("My page") 
  XXXX XXXXXXXXXXXXXXXXXXXXXX gettext(u'Appointments in my own calendar') XXXXXXXXXXX
  BB BBBBBBB
    XXXXXXXX XXXXXXXXXXX XXXXXXXXXXX
      XXXX gettext(u'Your secret address') XXXXX
      XXXXXXX XXXXXXXXX XXXXXXXXXXXX XXXXXXXXXXXXXXXXXXXXXX
      XXXX
        XXXX gettext(u'Copy this address now. It is not shown again.') XXXXX
        XXXX gettext(u'In your calendar choose “add a calendar by address”, or “subscribe”, and paste it.') XXXXX
        XXXX gettext(u'Give it to nobody: whoever has it sees when and where you receive people.') XXXXX
      XXXXX
    XXXXXXXXXX
  BBBBB
  XXXXXXXX XXXXXXXXXXXXX
    XXX gettext(u'Each appointment shows the time, the office, what it is for and the number of the file. No client is named.') XXXX
    BB BBBBXXX gettext(u'Your calendar reads your appointments by a secret address, made on %(day)s.') SSSS SSSSSSSS SSSSS SSSS SSSSSSSSSSSS SS S SSSSSS SSSSSSSS SSSS SS SSSSSSSSXXXXBBBBB
    XXXX XXXXXXXXXXXXXXXX
      XXXXX XXXXXXXXXXXXXXBBBBBBBBBBXXXXXXX XXXXXXXXXX XXXXXXXXXXXXXBB BBBB gettext(u'Make a new address') BBBB gettext(u'Make the address') BBBBBXXXXXXXXXXXXXXXX
      BB BBBBXXXXX XXXXXXXXXXXXXXBBBBBBBBBBXXXXXXX XXXXXXXXXX XXXXXXXXXXX XXXXXXXXXX XXXXXXXXXX gettext(u'End it') XXXXXXXXXXXXXXXXBBBBB
    XXXXXX
    BB BBBBXX XXXXXXXXXXX XXXXXXX gettext(u'A new address makes the old one dead. Do so when a telephone is lost, or when somebody else may have seen it.') XXXXBBBBB
  XXXXXXXXXX
BBBBBBBB BBBBBBB
