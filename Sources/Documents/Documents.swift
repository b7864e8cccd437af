/// Documents on paper: PDF by typst, DOCX; the worker that makes them.
enum DocumentsModule {}
