BBBBBBB BBBBBBBBBBB

BBBBB BBBBB gettext(u'Vouching for somebody') BBBBBBBB

BBBBB BBBBBBB
  XXXX gettext(u'Vouching for somebody') XXXXX
  XX XXXXXXXXXXXXX gettext(u'Somebody who trusts you wants to borrow from %(institution)s to work, and told you so.') SSSSSSSS SSS SSSSSS SSS SSSSS SS SSSSSS SSSS SSSSSSSSSSSSSSS SS SSSSS SSS SSSS SSS SSSXXXX
  XXXX XXXXXXXXXXXXX
    XXXX
      XXXX gettext(u'You owe nothing now. Nothing is signed by opening this page.') XXXXX
      XXXX gettext(u'If it comes to it, we write to you ourselves: for whom, how much, until when. Then you say yes or no.') XXXXX
      XXXX gettext(u'Who vouches with money answers for a part, up to an amount that is written down, and signs on paper.') XXXXX
      XXXX gettext(u'A no has no bad consequence, for you or for anybody.') XXXXX
    XXXXX
  XXXXXX
  XX XXXXXXXXXXXXX gettext(u'You do not have to do anything. If you do not know what this is, close the page.') XXXX
BBBBBBBB BBBBBBB
