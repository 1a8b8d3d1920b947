use super::*;

#[track_caller]
fn check(text: &str, expected: &str) {
    assert!(is_one(text.as_bytes()), "{text}");
    for budget in [1, 7, 10_000] {
        let mut markup = Markup::new(text.as_bytes().to_vec());
        let table = loop {
            if let Some(table) = markup.step(budget) {
                break table;
            }
        };
        assert_eq!(String::from_utf8(table).unwrap(), expected, "{budget}");
    }
}

#[test]
fn a_table_becomes_lines() {
    check(
        "<html><body><table><tr><th>Name<th>Amount</tr><tr><td>Birch &amp; <b>S&ouml;hne</b></td>\
         <td>1&nbsp;000 &#8364;</td></tr></table></body></html>",
        "Name\tAmount\nBirch & Söhne\t1 000 €\n",
    );
}

#[test]
fn merged_cells_reach_over_rows_and_columns() {
    check(
        "<table><tr><td rowspan=2>Won</td><td>a</td></tr><tr><td>b</td></tr>\
         <tr><td colspan=2>Total</td></tr></table>",
        "Won\ta\nWon\tb\nTotal\t\n",
    );
}

#[test]
fn the_largest_table_counts() {
    check(
        "<table><tr><td>x</td></tr></table><table><tr><td>1</td></tr><tr><td>2</td></tr></table>",
        "1\n2\n",
    );
}

#[test]
fn the_xml_of_excel_is_read() {
    check(
        "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">\
         <Worksheet ss:Name=\"A\"><Table><Column/><Row><Cell><Data ss:Type=\"String\">Name</Data>\
         </Cell><Cell ss:Index=\"3\"><Data ss:Type=\"String\">Amount</Data></Cell></Row>\
         <Row><Cell/><Cell ss:MergeAcross=\"1\"><Data ss:Type=\"Number\">5</Data></Cell></Row>\
         </Table></Worksheet></Workbook>",
        "Name\t\tAmount\n\t5\t\n",
    );
}
