// Jury
