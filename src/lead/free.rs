//! The biggest mail services for private persons, after npm's `free-email-domains` 1.12.

/// Sorted for those who read it. One text is smaller than a table of texts, and it is searched
/// once per lead.
const DOMAINS: &str = "\
    126.com 139.com 163.com 189.cn abv.bg aim.com alice.it aliyun.com aol.co.uk aol.com \
    aol.de arcor.de att.net bellsouth.net bigpond.com bk.ru bluewin.ch bol.com.br \
    btinternet.com centrum.cz charter.net comcast.net cox.net daum.net duck.com \
    earthlink.net email.com email.cz fastmail.com fastmail.fm foxmail.com free.fr \
    freemail.hu freenet.de frontier.com globo.com gmail.com gmx.at gmx.ch gmx.co.uk gmx.com \
    gmx.de gmx.net googlemail.com hanmail.net hey.com home.nl hotmail.co.uk hotmail.com \
    hotmail.de hotmail.es hotmail.fr hotmail.it hushmail.com icloud.com ig.com.br inbox.com \
    inbox.lv inbox.ru interia.pl juno.com kpnmail.nl laposte.net libero.it list.ru \
    live.co.uk live.com live.com.au live.de live.fr live.it live.nl mac.com mail.com mail.de \
    mail.ru mailbox.org me.com msn.com nate.com naver.com o2.pl onet.pl online.de \
    optonline.net optusnet.com.au orange.fr outlook.com outlook.de outlook.es outlook.fr \
    outlook.it pm.me post.cz posteo.de posteo.net proton.me protonmail.ch protonmail.com \
    qq.com rambler.ru rediffmail.com rocketmail.com rogers.com sapo.pt sbcglobal.net \
    seznam.cz sfr.fr shaw.ca sina.cn sina.com sky.com skynet.be sohu.com sympatico.ca \
    t-online.de talktalk.net telefonica.net telenet.be terra.com.br terra.es tiscali.it \
    tuta.com tuta.io tutamail.com tutanota.com tutanota.de ukr.net uol.com.br usa.com \
    verizon.net virgilio.it virginmedia.com walla.co.il wanadoo.fr web.de wp.pl xtra.co.nz \
    ya.ru yahoo.ca yahoo.co.id yahoo.co.in yahoo.co.jp yahoo.co.uk yahoo.com yahoo.com.ar \
    yahoo.com.au yahoo.com.br yahoo.com.mx yahoo.com.ph yahoo.com.tw yahoo.de yahoo.es \
    yahoo.fr yahoo.in yahoo.it yandex.com yandex.ru yeah.net ymail.com ziggo.nl zoho.com \
    zohomail.com";

/// Those whose names are often mistyped.
const OFTEN: [&str; 6] =
    ["gmail.com", "hotmail.com", "icloud.com", "outlook.com", "protonmail.com", "yahoo.com"];

/// Whether anybody can get an address at this domain, given in lower case.
pub(super) fn is_free(domain: &str) -> bool {
    DOMAINS.split(' ').any(|free| free == domain)
}

/// The big domain that this one, in lower case, misses by one slip of the finger.
pub(super) fn meant(domain: &str) -> Option<&'static str> {
    let slip = |often: &&str| one_slip(domain.as_bytes(), often.as_bytes());
    if is_free(domain) { None } else { OFTEN.into_iter().find(slip) }
}

/// Whether one letter was added, left out, replaced, or swapped with the next.
fn one_slip(typed: &[u8], meant: &[u8]) -> bool {
    let same = typed.iter().zip(meant).take_while(|(a, b)| a == b).count();
    let (typed, meant) = (&typed[same..], &meant[same..]);
    let ends = typed.iter().rev().zip(meant.iter().rev()).take_while(|(a, b)| a == b).count();
    match (&typed[..typed.len() - ends], &meant[..meant.len() - ends]) {
        ([_], [_] | []) | ([], [_]) => true,
        ([a, b], [c, d]) => (a, b) == (d, c),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_and_of_domains() {
        let domains: Vec<_> = DOMAINS.split(' ').collect();
        assert!(domains.is_sorted_by(|a, b| a < b));
        assert!((150..200).contains(&domains.len()), "{}", domains.len());
        assert!(domains.iter().all(|domain| domain.contains('.')));
        assert!(OFTEN.iter().all(|often| is_free(often)));
    }

    #[test]
    fn free_domains_are_known_and_a_firms_is_not() {
        assert!(is_free("gmail.com") && is_free("web.de") && is_free("zoho.com"));
        assert!(!is_free("example.com") && !is_free("") && !is_free("com") && !is_free("gmail"));
    }

    #[test]
    fn one_slip_is_seen_and_a_name_of_its_own_is_left() {
        for slip in ["gmial.com", "gmal.com", "gmaill.com", "gnail.com", "gmail.co", "gmail.comm"] {
            assert_eq!(meant(slip), Some("gmail.com"), "{slip}");
        }
        assert_eq!(meant("hotmial.com"), Some("hotmail.com"));
        for own in ["gmail.com", "ymail.com", "gmx.com", "example.com", "", "mail.com"] {
            assert_eq!(meant(own), None, "{own}");
        }
    }
}
