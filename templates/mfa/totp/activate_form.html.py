BBBBBBB BBBBBBBBBBBBBBBBBBBB

BBBBB BBBBB gettext(u'Set up your second factor') BBBBBBBB

BBBBB BBBBBBB
  XXXX XXXXXXXXXXXXXXXXXXXXXX gettext(u'Set up your second factor') XXXXXXXXXXX
  XXX gettext(u'The files here are about people who trust us. That is why a password alone does not open them: a code from your phone goes with it.') XXXX
  XXX XXXXXXXXXXXXXX
    XXXX gettext(u'Install an app for codes on your phone, such as Aegis, 2FAS or Google Authenticator.') XXXXX
    XXXX
      XXX gettext(u'Scan this picture with the app.') XXXX
      XXXXXXX XXXXXXXXXX XXXXXX XXXXXXXXXXX XXXXXXXXXXXX XXXXX gettext(u'Picture to scan with the app') XXXXXX
      XXXXXXXX XXXXXXXXXXXX
        XXXXXXXXX gettext(u'I cannot scan it') XXXXXXXXXX
        XXX gettext(u'Type this key into the app:')  XXXXX XXXXXXXXXXXXXXXXXXXXXXXX
      XXXXXXXXXX
    XXXXX
    XXXX gettext(u'Type the code that the app shows.') XXXXX
  XXXXX
   gettext(u'Set it up') 
  BBBBBBB BBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBB BBBBBBBBBBBBB
BBBBBBBB BBBBBBB
