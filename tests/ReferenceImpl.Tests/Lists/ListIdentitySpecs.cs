using Conformance.Wire.Sip;
using static Conformance.ReferenceImpl.Tests.Lists.ListWorld;

namespace Conformance.ReferenceImpl.Tests.Lists;

/// <summary>Whom a list service believes, and what it tells whom about the sender (RFC 3323, RFC 3325, RFC 5360).</summary>
public sealed class ListIdentitySpecs
{
    private const string Alice = "<sip:alice@10.0.0.9>";

    [TestCase(null, Alice, Alice)]
    [TestCase("none", Alice, Alice)]
    [TestCase("id", Alice, null)]
    [TestCase("header", Alice, null)]
    [TestCase("user;critical", Alice, null)]
    public void An_identity_that_a_trusted_node_asserts_leaves_the_trust_domain_only_without_a_wish_for_privacy(string? privacy, string? trusted, string? untrusted)
    {
        using var world = new ListWorld("list-service");
        world.Perform("trust", ("user", "list"), ("source", "true"), ("hops", Uri("bill")));
        var request = world.Message("list", Text("Hi"), List("to bill\nto joe")).Add("P-Asserted-Identity", Alice);

        world.Exchange(privacy is null ? request : request.Add("Privacy", privacy));

        Assert.That(world.GotBy("bill").Value(SipHeader.PAssertedIdentity), Is.EqualTo(trusted));
        Assert.That(world.GotBy("joe").Value(SipHeader.PAssertedIdentity), Is.EqualTo(untrusted));
        Assert.That(world.GotBy("joe").Value(SipHeader.Privacy), Is.EqualTo(privacy));
    }

    [Test]
    public void An_identity_that_nobody_vouches_for_ends_at_the_service()
    {
        using var world = new ListWorld("list-service");
        world.Perform("trust", ("user", "list"), ("source", "false"), ("hops", Uri("bill")));

        world.Exchange(world.Message("list", Text("Hi"), List("to bill")).Add("P-Asserted-Identity", Alice));

        Assert.That(world.GotBy("bill").Has(SipHeader.PAssertedIdentity), Is.False);
    }

    [Test]
    public void Whoever_wants_to_be_nobody_is_named_nowhere_in_a_copy()
    {
        using var world = new ListWorld("list-service");
        world.Perform("privacy-service", ("user", "list"), ("on", "true"));

        world.Exchange(world.Message("list", Text("Hi"), List("to bill")).Add("Privacy", "user;critical").Add("Reply-To", Alice).Add("Subject", "From Alice"));

        var copy = world.GotBy("bill");
        Assert.That(copy.From?.Uri.Host, Is.EqualTo("anonymous.invalid"));
        Assert.That(copy.ToString(), Does.Not.Contain("lice"));
        Assert.That(copy.Has(SipHeader.Privacy), Is.False);
    }

    [Test]
    public void Privacy_that_is_critical_and_cannot_be_given_is_refused()
    {
        using var world = new ListWorld("list-service");
        world.Perform("privacy-service", ("user", "list"), ("on", "true"));

        Assert.That(world.Exchange(world.Message("list", Text("Hi"), List("to bill")).Add("Privacy", "session;critical")).StatusCode, Is.EqualTo(500));
        Assert.That(world.Got, Is.Empty);
        Assert.That(world.Exchange(world.Message("list", Text("Hi"), List("to bill")).Add("Privacy", "session")).StatusCode, Is.EqualTo(202));
        Assert.That(world.GotBy("bill").Value(SipHeader.Privacy), Is.EqualTo("session"));
    }

    [Test]
    public void Consent_to_one_issuer_is_none_to_another_and_can_be_taken_back()
    {
        using var world = new ListWorld("list-service");
        world.Perform("consent", ("uri", Uri("shy")), ("issuer", "sip:alice@10.0.0.9"), ("on", "true"));

        Assert.That(world.Exchange(world.Message("list", Text("Hi"), List("to shy\nto bill"))).StatusCode, Is.EqualTo(202));
        Assert.That(world.GotBy("shy").Value("Trigger-Consent"), Does.StartWith("sip:list.permission-1@10.0.0.1:5060;").And.EndsWith($";target-uri=\"{SeatUri("list")}\""));
        Assert.That(world.GotBy("bill").Value("Trigger-Consent"), Is.Null);
        Assert.That(world.Exchange(world.Message("list", Text("Hi"), List("to shy")).Set("From", "<sip:dave@10.0.0.9>;tag=d")).StatusCode, Is.EqualTo(470));

        world.Perform("consent", ("uri", Uri("shy")), ("issuer", "sip:alice@10.0.0.9"), ("on", "false"));
        Assert.That(world.Exchange(world.Message("list", Text("Hi"), List("to shy"))).StatusCode, Is.EqualTo(470));
    }

    [Test]
    public void A_trust_that_names_no_URI_is_refused()
    {
        using var world = new ListWorld("list-service");

        Assert.That(() => world.Perform("trust", ("user", "list"), ("source", "true"), ("hops", "the office")), Throws.ArgumentException.With.Message.Contains("hops"));
    }
}
