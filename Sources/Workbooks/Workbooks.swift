import Tables
enum WorkbooksModule {}
