 gettext(u'Your password is changed.') 
