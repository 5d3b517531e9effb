BBBBBBB BBBBBBBBBBB

BBBBB BBBBB gettext(u'A request to you') BBBBBBBB

BBBBB BBBBBBB
  XXXX gettext(u'A request to you') XXXXX
  XX XXXXXXXXXXXXX gettext(u'You got this link from %(institution)s. Only you may read what it says. We send a code to the phone or e-mail where you got the link.') SSS SSS SSSS SSSS SSSS SSSSSSSSSSSSSSSS SSSS SSS SSS SSSS SSSS SS SSSSS SS SSSS S SSSS SS SSS SSSSS SS SSSSSS SSSSS SSS SSS SSS SSSSSXXXX
  BB BBBB
    XXXX XXXXXXXXXXXXX
       gettext(u'Read the request') 
      BBBBBBB BBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBBBB BBBBBBBBBBBBB
    XXXXXX
  BBBBB
  XXXXX XXXXXXXXXXXXX XXXXXXXXXX
    BBBBBBBBBB
    XXXXXXX XXXXXXXXXX XXXXXX BB BBBBXXXXXXXXXXXXXBBBBXXXXXXXXXXXBBBBBXXBBBB BBBBBBBBBB BB BBBB gettext(u'Send another code') BBBB gettext(u'Send me the code') BBBBBXXXXXXXXX
  XXXXXXX
  XX XXXXXXXXXXXXX gettext(u'You do not have to do anything. If you do not know what this is, close the page.') XXXX
BBBBBBBB BBBBBBB
