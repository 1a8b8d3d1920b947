//! Answers as workbooks with which a team goes on in Excel or `LibreOffice`.

pub mod forecast;
