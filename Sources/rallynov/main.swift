print("rallynov")
