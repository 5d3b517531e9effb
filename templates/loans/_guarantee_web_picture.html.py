
XXXXXXX XXXXXXXXXXXXXXXXXXXXXX
  XXXX XXXXXXXXXX X  X XXXXXXXXXX XXXXXXXXXXXX gettext(u'Guarantors on one side, borrowers on the other, a line for each guarantee. The table below says the same.') XX
    BBB BBBB BB BBBBBBBBBBBBBXXXXX XXXXXXXX XXXXX XXXXX XXXXX XXXXX XXXXXXXXXXXXXXXXXBBBBBB
    BBB BBB BB BBBBBBBBBBBBB
      XXXXX XXXXXXXX XXXX XXXX XXXXXXXX XXXXXXXXX XXXXXXXX
      XXXXX XXXXXXXX XXXX XXXXXXXXXXXX
      XXXXX XXXXXXX XXXXX XXXX XXXXXXXXXXXX
    BBBBBB
  XXXXXX
  XXXXXXXXXXX XXXXXXXXXXX XXXXXXX gettext(u'Guarantors stand where reading begins, with all that they answer for now; borrowers stand opposite, with the amount lent, this loan in dark. A thicker line is more euros; a line of dots covers no money; a pale line is asked and not signed yet.') XXXXXXXXXXXXX
XXXXXXXXX
