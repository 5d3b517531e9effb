
BB BBBBBBBBBBBBBBB BB BBBBBBBBBBBB
   gettext(u'Thank you. You agreed. The next step is a paper that you sign with us. Until then you may step back.') 
  BBBBBBB BBBBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBBBB
BBBB BBBBBBBBBBBBBBB BB BBBBBBBB
   gettext(u'Thank you. Your guarantee is in force.') 
  BBBBBBB BBBBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBBBB
BBBB BBBBBBBBBBBBBBB BB BBBBBBBBB
   gettext(u'You said no. That is all right: you owe nothing. Thank you for your answer.') 
  BBBBBBB BBBBBBBBBBBBBBBBBBBBB
BBBBB
