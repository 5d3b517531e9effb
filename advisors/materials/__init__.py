"""Materials: webinars, trainings, flyers and templates, in the languages they exist in."""
