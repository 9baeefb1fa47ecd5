using System.Net;
using Conformance.Stack.Msrp;
using Conformance.Stack.Sip.Dialogs;
using Conformance.Stack.Tests.Sip.Dialogs;
using Conformance.Wire.Sip;

namespace Conformance.Stack.Tests.Msrp;

[TestFixture]
public sealed class MsrpCallSpecs
{
    [TestCase(MsrpSetup.ActPass, false)]
    [TestCase(MsrpSetup.ActPass, true)]
    [TestCase(MsrpSetup.Active, false)]
    [TestCase(null, false)]
    public void An_INVITE_with_an_offer_leads_to_a_session_whoever_connects(MsrpSetup? setup, bool calleePrefersActive)
    {
        using var sip = new DialogWorld();
        using var aliceEnd = Endpoint(sip, "10.0.0.1:2855");
        using var bobEnd = Endpoint(sip, "10.0.0.2:2855");
        var (alice, bob) = (aliceEnd.CreateSession(), bobEnd.CreateSession());
        var seen = new List<int>();
        alice.Message += message => seen.Add(message.Body.Length);
        bob.Message += message => seen.Add(message.Body.Length);
        sip.OnInvite = callee =>
        {
            var offer = Read(callee.Invite);
            var answer = MsrpAnswer.To(offer, bob, calleePrefersActive);
            callee.Accept(answer.Write(bobEnd.Ids), MsrpDescription.ContentType);
            MsrpAnswer.Conclude(bob, offer, answer);
            bob.Send(MsrpWorld.Octets(5000));
        };

        var own = MsrpOffer.For(alice) with { Setup = setup };
        var caller = sip.Call(call => call with { Offer = own.Write(aliceEnd.Ids) });
        caller.Answered += response =>
        {
            MsrpOffer.Conclude(alice, own, Read(response));
            alice.Send(MsrpWorld.Octets(3000));
        };
        sip.Loop.RunFor(TimeSpan.FromSeconds(5));

        Assert.That(caller.State, Is.EqualTo(InviteState.Confirmed));
        Assert.That(seen, Is.EquivalentTo(new[] { 3000, 5000 }));
        Assert.That(alice.Connection?.IsOurs, Is.EqualTo(alice.Role == MsrpRole.Active).And.Not.EqualTo(bob.Connection?.IsOurs));
    }

    private static MsrpEndpoint Endpoint(DialogWorld world, string address) =>
        new(world.Network, new IdSource(5).Child(address), new MsrpSettings { Address = IPEndPoint.Parse(address) });

    private static MsrpDescription Read(SipMessage message)
    {
        Assert.That(message.ContentType?.Is(MsrpDescription.ContentType), Is.True);
        Assert.That(MsrpDescription.TryRead(message.Body, out var description, out var reason), reason);
        return description!;
    }
}
