
XXXXXXXX XXXXXXXXXXXX XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX
  XXXX XXXXXXXXXXXXXXXXXXXXX XXXXXXXXXXXXXXXXXX gettext(u'Appointments in my own calendar') XXXXXXX XXXXXXXXXX XXXXXXXXXXXXX XXXXXXX XXXXXXBBB BBBBBBBBBBBBBBXXBB BBBB gettext(u'Change') BBBB gettext(u'Set it up') BBBBBXXXXX XXXXXXXXXXXXXXXXXXXXXXXX  gettext(u'Appointments in my own calendar') XXXXXXXXXXXXXXXXX
  XX XXXXXXXXXXXXXBB BBBB gettext(u'Your calendar reads your appointments by a secret address, made on %(day)s.') SSSS SSSSSSSS SSSSS SSSS SSSSSSSSSSSS SS S SSSSSS SSSSSSSS SSSS SS SSSSSSSSBBBB gettext(u'The calendar of your telephone or computer can show your appointments by itself.') BBBBBXXXX
XXXXXXXXXX
