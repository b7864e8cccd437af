// Grids
