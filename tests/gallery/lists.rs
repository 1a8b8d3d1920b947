//! Lists of deals, as visitors paste them.

/// A report of Salesforce's, with its footer.
pub const REPORT: &str = "\
Opportunity ID,Opportunity Name,Account Name,Opportunity Owner,Stage,Created Date,Close Date,Amount
1,Deal 1,Alder Mills,Ann,Closed Won,2025-01-01,2025-01-28,10000
2,Deal 2,Birch Labs,Ann,Closed Won,2025-02-01,2025-02-28,10000
3,Deal 3,Cedar Foods,Ann,Closed Won,2025-03-01,2025-03-28,10000
4,Deal 4,Dogwood Steel,Ann,Closed Won,2025-04-01,2025-04-28,10000
5,Deal 5,Elm Optics,Ann,Closed Lost,2025-05-01,2025-05-28,10000
6,Deal 6,Fir Pharma,Ann,Closed Lost,2025-06-01,2025-06-28,10000
7,Old one,Hazel Logistics,Bob,Proposal,2019-03-13,2019-06-30,40000
8,\"Fresh, one\",Juniper Works,Ann,Proposal,2026-11-13,2027-03-31,20000

Total,,,,,,,
\"Confidential Information - Do Not Distribute\",,,,,,,
";

/// It asks about days, currencies, pipelines, words and amounts that recur.
pub const OPEN: &str = "\
Deal Name,Created Date,Stage,Close Date,Amount,Currency,Pipeline,Value Period
One,03/04/2026,Closed Won,05/06/2026,100,USD,A,monthly
Two,03/04/2026,Stage 3,05/06/2026,100,EUR,B,one_time
";

/// Nobody knows what its columns are.
pub const UNKNOWN: &str = "a,b,c\nx,1,y\nz,2,w\n";

/// A tracker as templates have it: nothing says when its deals were created.
pub const UNDATED: &str = include_str!("undated.csv");

/// It holds no deals.
pub const REFUSED: &str = "Name\nA\nB\n";

/// Open deals with the categories of their owners' forecasts, and a year of closed ones.
pub fn categories() -> String {
    let head =
        "Id,Deal Name,Owner,Created Date,Stage,Close Date,Amount,Forecast Category\n".to_owned();
    let closed = (1..=12).map(|n| {
        let stage = if n % 3 == 0 { "Closed Lost" } else { "Closed Won" };
        let day = 10 + n;
        format!("{n},Deal {n},Ann,2025-{n:02}-01,{stage},2025-{n:02}-{day},{n}0000,Closed\n")
    });
    let open = ["Commit", "Best Case", "Pipeline", "Omitted"].iter().zip(20..).map(|(name, n)| {
        format!("{n},Open {n},Bob,2026-10-{n},Proposal,2027-01-31,{n}000,{name}\n")
    });
    closed.chain(open).fold(head, |text, row| text + &row)
}
