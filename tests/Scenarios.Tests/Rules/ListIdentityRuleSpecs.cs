using Conformance.Harness.Dsl.Templates;
using Conformance.Harness.Ledger;
using Conformance.Harness.Results;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Tests.Rules;

/// <summary>Who the sender of a copy may be said to be; Bill is behind a trusted hop, Joe is not.</summary>
public sealed class ListIdentityRuleSpecs
{
    private const string Identity = "P-Asserted-Identity";
    private const string Alice = "<sip:alice@192.0.2.1>";
    private const string Nobody = "<sip:anonymous@anonymous.invalid>;tag=9";

    private static readonly ServiceSettings Border = new() { TrustsSource = true, TrustedHops = [Bill] };

    [TestCase("none")]
    [TestCase("id")]
    [TestCase("header")]
    public void An_identity_lost_between_trusted_nodes_is_a_fault(string privacy) =>
        Assert.That(Blamed(Asserted(Border, privacy).Copies(Bill, ("Privacy", privacy))), Does.Contain("U5365-7.2-10"));

    [TestCase("id")]
    [TestCase("header")]
    [TestCase("user;critical")]
    public void An_identity_shown_outside_against_a_wish_is_a_fault(string privacy) =>
        Assert.That(Blamed(Asserted(Border, privacy).Copies(Joe, (Identity, Alice), ("Privacy", privacy))), Does.Contain("U5365-7.2-11"));

    [Test]
    public void An_identity_held_back_although_no_privacy_is_wanted_is_worth_a_finding()
    {
        var finding = Asserted(Border, "none").Copies(Joe, ("Privacy", "none")).Judged().Single(f => f.Requirement == "I3325-7-01");

        Assert.That((finding.Severity, finding.Reading), Is.EqualTo((Severity.Finding, "A-28")));
    }

    [Test]
    public void Kept_inside_and_withheld_outside_is_as_it_should_be() =>
        Assert.That(Blamed(Asserted(Border, "id").Copies(Bill, (Identity, Alice), ("Privacy", "id")).Copies(Joe, ("Privacy", "id"))), Is.Empty);

    [Test]
    public void Where_nothing_is_known_about_trust_nothing_is_said_about_hops() =>
        Assert.That(Blamed(new ListExchange(new ServiceSettings(), headers: ("Privacy", "id")).Copies(Joe, (Identity, Alice), ("Privacy", "id"))), Is.Empty);

    [TestCase("<sip:desk@192.0.2.1>", false)]
    [TestCase("\"Desk\" <sip:desk@192.0.2.1>", false)]
    [TestCase(Alice, true)]
    public void An_inserted_identity_is_that_of_the_account(string inserted, bool isFault) => Assert.That(
        Blamed(new ListExchange(new ServiceSettings { TrustsSource = false, TrustedHops = [Bill], Registered = "sip:desk@192.0.2.1" }).Copies(Bill, (Identity, inserted))),
        isFault ? Does.Contain("U5365-7.2-12") : Is.Empty);

    [Test]
    public void Privacy_that_leaves_From_as_it_was_is_a_fault()
    {
        var gives = new ServiceSettings { GivesPrivacy = true };

        Assert.That(Blamed(new ListExchange(gives, headers: ("Privacy", "user")).Copies(Bill)), Does.Contain("U5365-7.2-05"));
        Assert.That(Blamed(new ListExchange(gives, headers: ("Privacy", "user")).Copies(Bill, ("From", Nobody))), Is.Empty);
        Assert.That(Blamed(new ListExchange(new ServiceSettings(), headers: ("Privacy", "user")).Copies(Bill, ("Privacy", "user"))), Is.Empty);
    }

    [Test]
    public void A_copy_that_still_asks_for_critical_privacy_is_a_fault_of_a_privacy_service() => Assert.That(
        Blamed(new ListExchange(new ServiceSettings { GivesPrivacy = true }, headers: ("Privacy", "session;critical")).Copies(Bill, ("Privacy", "session;critical"))),
        Does.Contain("I3323-5-01"));

    [TestCase("sip:p1@192.0.2.2;target-uri=\"sip:list@192.0.2.2\"", null)]
    [TestCase("sip:p1@192.0.2.2;target-uri=\"sip:bill@192.0.2.1\"", "I5360-5.11.1-02")]
    [TestCase("sip:p1@192.0.2.2", "I5360-5.11.1-02")]
    [TestCase(null, "I5360-5.11.1-01")]
    public void A_permission_that_was_obtained_can_be_taken_back_by_its_address(string? trigger, string? fault)
    {
        (string, string)[] headers = trigger is null ? [] : [("Trigger-Consent", trigger)];

        var blamed = Blamed(new ListExchange(new ServiceSettings { Permitted = [Bill] }).Copies(Bill, headers));

        Assert.That(blamed, fault is null ? Is.Empty : Does.Contain(fault));
    }

    private static ListExchange Asserted(ServiceSettings settings, string privacy) => new(settings, headers: [(Identity, Alice), ("Privacy", privacy)]);

    /// <summary>What is blamed among the rows of this subject.</summary>
    private static IReadOnlyList<string> Blamed(ListExchange exchange) =>
        [.. exchange.Judged().Where(f => f.Kind is not FindingKind.Harness).Select(f => f.Requirement).OfType<string>().Where(r => r.StartsWith("U5365-7.2-", StringComparison.Ordinal) || r.StartsWith("I33", StringComparison.Ordinal) || r.StartsWith("I5360-5.11", StringComparison.Ordinal))];
}
