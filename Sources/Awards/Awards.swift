// Awards
