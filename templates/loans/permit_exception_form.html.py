BBBBBBB BBBBBBBBBBB

BBBBB BBBBB gettext(u'Ask for a permit exception')  BBBBBBBB

BBBBB BBBBBBB
  BBB BBBBBBBBBBBBB BBBBBBBBBBBBBBBBBBB BB BBBB
   gettext(u'Loan application') 
  BBBBBBB BBBBBBBBBBBBBBBBBBB BBBB BBBBBBBB BBBBBBBBBBBBBB
  XXXX XXXXXXXXXXXXXXXXXX gettext(u'Ask for a permit exception') BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBXXXXXX
  XXXX XXXXXXXXXXXXX
    BB BBBBBBBBBBBBB BBB BBB BBBBBBBBBBBBBBBB BBB BBB BBBBBBBBBBBBBBBBB
      XXX gettext(u'The loan ends after the residence document. That is no refusal: you say why it should be so, and a second person looks at it.') XXXX
      BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBBBBBBBBBBB
      BBBBBBB BBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBBBB
    BBBB
      BB BBB BBBBBBBBBBBBB gettext(u'This loan ends before the residence document does: it needs no exception.') BBBB BBBBBBBBBBBBBBBB gettext(u'A permit exception already waits for a second person.') BBBB gettext(u'An exception that was agreed to covers this loan.') BBBBB
      BBBBBBB BBBBBBBBBBBBBBBBBBBBB BBBB BBBBBBBB
    BBBBB
  XXXXXX
BBBBBBBB BBBBBBB
