using Conformance.Harness.Dsl;
using Conformance.Harness.Engine;
using Conformance.Harness.Ledger;
using Conformance.Harness.Remote.Description;
using Conformance.Stack;

namespace Conformance.Scenarios.Tests;

public sealed class ApplicabilitySpecs
{
    private static readonly IReadOnlyList<TestCase> All = TestCase.Expand(Everything.Scenarios);

    [Test]
    public void A_system_that_claims_everything_or_leaves_it_open_gets_every_case() =>
        Assert.That(All.Where(new Applicability(Claiming()).Covers), Is.EqualTo(All));

    [Test]
    public void Seats_and_transports_that_are_not_claimed_are_left_out()
    {
        var claims = new Applicability(Claiming() with { Seats = [Seat.ImSender], Transports = [TransportKind.Tcp] });

        // Its clause binds those who claim UDP, though the hop in question is another's.
        var expected = All.Where(c => c.Assignment.Seat == Seat.ImSender && c.Transport is TransportKind.Tcp && c.Variant.Name != "udp-hop");

        Assert.That(All.Where(claims.Covers), Is.EqualTo(expected).And.Not.Empty);
    }

    [TestCase("im-recipient", "sip-read-receipt")]
    [TestCase("msrp-recipient", "msrp-read-receipt")]
    public void Who_sends_no_read_receipts_is_not_asked_for_any(string seat, string scenario)
    {
        TestCase[] ofSeat = [.. All.Where(c => c.Assignment.Seat.Name == seat)];
        TestCase[] covered = [.. ofSeat.Where(new Applicability(Claiming("positive-delivery", "negative-delivery")).Covers)];

        Assert.That(covered.Select(c => c.Scenario.Name), Has.None.EqualTo(scenario));
        Assert.That(covered, Is.Not.Empty);
        Assert.That(ofSeat.Length - covered.Length, Is.GreaterThan(0));
    }

    [Test]
    public void Who_sends_no_positive_receipts_is_still_judged_by_the_rest()
    {
        TestCase[] covered = [.. All.Where(c => c.Assignment.Seat == Seat.ImRecipient && new Applicability(Claiming("read")).Covers(c))];

        Assert.That(covered.Select(c => c.Scenario.Name), Has.None.EqualTo("sip-positive-delivery").And.Some.EqualTo("sip-read-receipt"));
    }

    [TestCase("P-LIST-PRIVATE", "anchor", "list-hidden-delivery", "list-hidden-rejects")]
    [TestCase("P-LIST-PRIVATE", "reject", "list-hidden-rejects", "list-hidden-delivery")]
    [TestCase("PICS-RCPT", "reject", "list-hidden-rejects", "list-hidden-read")]
    public void Who_claims_one_way_with_hidden_members_is_not_put_into_the_other(string item, string way, string asked, string leftOut)
    {
        var claims = new Applicability(Claiming() with { Items = new Dictionary<string, string> { [item] = way } });
        string[] covered = [.. All.Where(c => c.Assignment.Seat == Seat.ListService && claims.Covers(c)).Select(c => c.Scenario.Name)];

        Assert.That(covered, Does.Contain(asked));
        Assert.That(covered, Does.Not.Contain(leftOut));
    }

    [Test]
    public void A_limit_that_nobody_can_change_decides_how_long_the_lists_are()
    {
        var fixedAt = Everything.ScenariosFor(7).Single(s => s.Name == "list-message-over-limit");

        Assert.That(Everything.ScenariosFor(7).Select(s => s.Name), Is.EqualTo(Everything.Scenarios.Select(s => s.Name)));
        Assert.That(Everything.ScenariosFor(null), Is.SameAs(Everything.Scenarios));
        Assert.That(Most(fixedAt), Is.All.EqualTo("7"));
        Assert.That(fixedAt.Variants.Select(v => Lists(v).Recipients.Count), Is.EqualTo(new[] { 7, 8, 70, 8 }));

        static IEnumerable<object> Most(Scenario scenario) => scenario.Variants.SelectMany(v => v.Steps).OfType<Harness.Dsl.Control>().Select(c => c.Values.Single(x => x.Name == "most").Value);
        static Harness.Dsl.Templates.ListMessage Lists(Variant variant) => variant.Steps.OfType<Arrow>().Select(a => a.Message).OfType<Harness.Dsl.Templates.ListMessage>().First();
    }

    [TestCase("P-GEN-POS", true)]
    [TestCase("P-GEN-READ", false)]
    [TestCase("P-GEN-ANY", true)]
    [TestCase("P-EP-SIP and P-GEN-READ", false)]
    [TestCase("P-EP-SIP and P-GEN-POS", null)]
    [TestCase("P-EP-SIP and (P-REQ-READ or P-GEN-READ)", false)]
    [TestCase("P-EP-SIP or P-GEN-POS", true)]
    [TestCase("P-REQ-POS and P-REQ-READ; P-GEN-POS and P-GEN-POS", true)]
    [TestCase("PICS-RCPT,PICS-EXTLIST", false)]
    [TestCase("PICS-BCC-MODE=strip", true)]
    [TestCase("PICS-BCC-MODE=self", false)]
    [TestCase("PICS-BCC-MODE", true)]
    [TestCase("PICS-TLS", false)]
    [TestCase("P-DEFER", null)]
    public void Conditions_of_the_ledger_are_read_with_what_is_claimed_denied_and_left_open(string condition, bool? holds)
    {
        var pics = Claiming("positive-delivery") with
        {
            Transports = [TransportKind.Udp],
            Items = new Dictionary<string, string> { ["PICS-BCC-MODE"] = "strip", ["PICS-RCPT"] = "none", ["PICS-EXTLIST"] = "true" },
        };

        Assert.That(new Applicability(pics).Holds(condition), Is.EqualTo(holds));
    }

    [Test]
    public void Every_condition_of_the_ledger_can_be_read_to_its_end()
    {
        // With every item denied, a condition that is understood does not hold; one that is not would be left open.
        var denied = new Applicability(new SutPics { Seats = [], Transports = [], Receipts = [], Items = PicsItems.All.ToDictionary(i => i, _ => "false") });

        Assert.That(Requirements.All.Where(r => r.Condition is not null && denied.Holds(r.Condition) is not false).Select(r => $"{r.Id}: {r.Condition}"), Is.Empty);
    }

    public static IEnumerable<string> Items => PicsItems.All;

    [TestCaseSource(nameof(Items))]
    public void An_item_that_is_denied_leaves_out_cases_and_says_so_or_lifts_clauses(string item)
    {
        var pics = Claiming() with { Items = new Dictionary<string, string> { [item] = "false" } };
        var claims = new Applicability(pics);
        string[] why = [.. All.Select(claims.Denied).OfType<string>().Distinct()];

        Assert.That(why, Is.All.Contains($"pics.items says {item}: false"));

        // How a service groups is free. The path, sights and TLS are said elsewhere, and PICS-AUTH by its values.
        if (item is not ("PICS-GROUP" or "PICS-PATH-SAFE" or "P-UT-SHOW" or "P-TLS" or "PICS-AUTH"))
        {
            Assert.That(why.Length + claims.Void().Count(), Is.GreaterThan(0));
        }
    }

    [Test]
    public void A_value_leaves_out_what_another_value_is_about()
    {
        var blind = new Applicability(Claiming() with { Items = new Dictionary<string, string> { ["PICS-BCC-MODE"] = "self" } });
        var certified = new Applicability(Claiming() with { Items = new Dictionary<string, string> { ["PICS-AUTH"] = "tls" } });

        TestCase[] stripped = [.. All.Where(c => blind.Denied(c) is not null)];
        Assert.That(stripped, Is.Not.Empty);
        Assert.That(stripped.Select(blind.Denied), Is.All.EqualTo("pics.items says PICS-BCC-MODE: self"));
        Assert.That(blind.Void().Select(r => r.Condition), Is.All.EqualTo("PICS-BCC-MODE=strip").And.Not.Empty);
        Assert.That(certified.Void().Select(r => r.Condition), Is.All.Contains("PICS-AUTH-DIGEST").And.Not.Empty);
    }

    [TestCase("P-OPTOUT", "sec-opt-out-silent", "im-recipient")]
    [TestCase("P-DEFER", "sip-delivery-held", "im-recipient")]
    [TestCase("P-SMIME-ENC", "sec-smime-encrypted", "im-recipient")]
    [TestCase("PICS-EXTLIST", "list-message-stored-list", "list-service")]
    [TestCase("PICS-SMIME", "list-message-smime-for-service", "list-service")]
    [TestCase("P-AUTH", "sec-receipt-auth-challenge", "im-recipient")]
    public void What_a_case_is_about_is_not_asked_of_who_denies_it(string item, string scenario, string seat)
    {
        TestCase[] cases = [.. All.Where(c => c.Scenario.Name.StartsWith(scenario, StringComparison.Ordinal) && c.Assignment.Seat.Name == seat)];
        var claims = new Applicability(Claiming() with { Items = new Dictionary<string, string> { [item] = "false" } });

        Assert.That(cases, Is.Not.Empty);
        Assert.That(cases.Where(c => claims.Denied(c) is null).Select(c => c.Id), Is.Empty);
    }

    [Test]
    public void The_conditions_of_the_ledger_name_items_that_can_be_claimed() =>
        Assert.That(
            Requirements.All.SelectMany(r => System.Text.RegularExpressions.Regex.Matches(r.Condition ?? "", "P(ICS)?-[A-Z]+(-[A-Z]+)*").Select(m => m.Value)).Where(name => PicsItems.Named(name) is null),
            Is.Empty);

    private static SutPics Claiming(params string[] receipts) => new()
    {
        Seats = Seat.All,
        Transports = Enum.GetValues<TransportKind>(),
        Receipts = receipts.Length == 0 ? SutPics.ReceiptKinds : receipts,
    };
}
