using Conformance.Harness.Dsl.Templates;
using Conformance.Harness.Oracle;

namespace Conformance.Harness.Dsl;

/// <summary>The control actions and user events of the parties around a list service.</summary>
public static class ListActions
{
    /// <summary>The service is given a stored list under its own URI; the members agree to be on it.</summary>
    public static Control KeepsHiddenList(this Party party, IReadOnlyList<Party> members, string receipts) => party.Does(
        "define-list",
        ("members", new FromFacts("members", facts => string.Join('\n', members.Select(m => facts.AddressOf(m).Address)))),
        ("hidden", "true"),
        ("receipts", receipts));

    /// <summary>The service is given a stored list under its own URI.</summary>
    public static Control KeepsList(this Party party, params Party[] members) => party.Does(
        "define-list",
        ("members", new FromFacts("members", facts => string.Join('\n', members.Select(m => facts.AddressOf(m).Address)))),
        ("hidden", "false"));

    /// <summary>The service knows nothing about the path to its recipients: neither its MTU nor how its hops treat congestion (RFC 3428 8).</summary>
    public static Control KnowsNothingOfThePath(this Party party) => party.Does("path", ("known", "false"));

    /// <summary>The service is told how many different recipients one request may have (RFC 5363 5.3).</summary>
    public static Control TakesAtMost(this Party party, int recipients) =>
        party.Does("limit", ("most", recipients.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    /// <summary>An account may use the service from here on, or may not.</summary>
    public static Control Entitles(this Party party, string account, bool on) => party.Does("entitle", ("user", account), ("on", on ? "true" : "false"));

    /// <summary>The service is told which of the two ways of RFC 5364 4 to go with blind recipients.</summary>
    public static Control TreatsBlind(this Party party, BccMode mode) => party.Does("blind-mode", ("mode", mode is BccMode.Self ? "self" : "strip"));

    /// <summary>Somebody does not agree to get messages through the service.</summary>
    public static Control KnowsOfNoConsent(this Party party, Party recipient) => party.Does("consent", ("uri", recipient), ("on", "false"));

    /// <summary>Somebody agrees to get what one issuer sends through the service, and nothing from others.</summary>
    public static Control KnowsOfConsent(this Party party, Party recipient, Party issuer) => party.Does(
        "consent",
        ("uri", recipient),
        ("issuer", new FromFacts($"from {issuer}", facts => facts.AddressOf(issuer).Identity)),
        ("on", "true"));

    /// <summary>The service is told whose asserted identities it may believe and to whom it may show them (RFC 3325).</summary>
    public static Control IsToldWhomToTrust(this Party party, ServiceSettings settings) => party.Does(
        "trust",
        ("source", settings.TrustsSource == true ? "true" : "false"),
        ("hops", new FromFacts(
            settings.TrustedHops.Count == 0 ? "no next hop" : $"next hop of {string.Join(", ", settings.TrustedHops)}",
            facts => string.Join('\n', settings.TrustedHops.Select(p => facts.AddressOf(p).Address)))));

    /// <summary>The service is told which URI belongs to the account of the test bed.</summary>
    public static Control KnowsAccountAs(this Party party, string uri) => party.Does("registered-as", ("uri", uri));

    /// <summary>The service is a privacy service too (RFC 3323).</summary>
    public static Control GivesPrivacy(this Party party) => party.Does("privacy-service", ("on", "true"));

    /// <summary>The user's lists to this service go out in another format, which the service is known to take.</summary>
    public static Control WritesListsAs(this Party party, string type) => party.Does("list-format", ("type", type));

    /// <summary>The user's address book has the groups by which a message is addressed.</summary>
    public static Control KeepsGroupsOf(this Party party, ListMessage message) => party.Does(
        "address-book",
        ("groups", new FromFacts(
            string.Join(", ", message.Groups.Select(g => g.Name)),
            facts => string.Join('\n', message.Groups.Select(g => $"{g.Name} {string.Join(' ', g.Members.Select(m => facts.AddressOf(m).Address))}")))));

    /// <summary>The service knows which SIP URI an im: URI stands for (RFC 3428 5).</summary>
    public static Control KnowsImAddress(this Party party, ListedParty listed) => party.Does(
        "im-address",
        ("im", new FromFacts($"im: of {listed.Party}", listed.UriIn)),
        ("uri", listed.Party));

    /// <summary>The user cannot be reached from here on.</summary>
    public static Control GoesOffline(this Party party) => party.Does("offline", ("on", "true"));

    /// <summary>The user can be reached again.</summary>
    public static Control ComesBack(this Party party) => party.Does("offline", ("on", "false"));

    /// <summary>The user sees the words of a message.</summary>
    public static Sight SeesText(this Party party, Im message) => party.Sees("show", ("text", new FromFacts("the text", facts => message.FactsIn(facts).Text)));

    /// <summary>The user sees the words of a message.</summary>
    public static Sight SeesText(this Party party, ListMessage message) => party.Sees("show", ("text", new FromFacts("the text", facts => message.FactsIn(facts).Text)));
}
