// Submissions
