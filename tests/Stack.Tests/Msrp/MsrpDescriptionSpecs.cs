using System.Text;
using Conformance.Stack.Msrp;
using Conformance.Wire.Msrp;

namespace Conformance.Stack.Tests.Msrp;

[TestFixture]
public sealed class MsrpDescriptionSpecs
{
    private static readonly MsrpUri s_uri = MsrpUri.Parse("msrp://10.0.0.1:2855/Zr8kQ1mW4tYp6c;tcp");

    [Test]
    public void The_standard_offer_names_path_types_and_both_roles()
    {
        var sdp = Encoding.UTF8.GetString(new MsrpDescription { Path = [s_uri] }.Write(new IdSource(1)));

        Assert.That(sdp, Does.StartWith("v=0\r\no=- ").And.Contain("\r\nc=IN IP4 10.0.0.1\r\n"));
        Assert.That(sdp, Does.Contain("m=message 2855 TCP/MSRP *\r\n"));
        Assert.That(sdp, Does.Contain("a=accept-types:message/cpim text/plain message/status-receipt+xml\r\n"));
        Assert.That(sdp, Does.Contain($"a=path:{s_uri}\r\n"));
        Assert.That(sdp, Does.Contain("a=setup:actpass\r\n"));
    }

    [Test]
    public void What_is_written_can_be_read()
    {
        var written = new MsrpDescription
        {
            Path = [MsrpUri.Parse("msrps://[::1]:9000/abc;tcp")],
            AcceptTypes = ["message/cpim"],
            AcceptWrappedTypes = ["*"],
            Setup = MsrpSetup.Active,
            MaxSize = 4711,
            Direction = "recvonly",
        };

        Assert.That(MsrpDescription.TryRead(written.Write(new IdSource(1)), out var read, out _));
        Assert.That(read!.Path, Is.EqualTo(written.Path));
        Assert.That(read.AcceptTypes, Is.EqualTo(written.AcceptTypes));
        Assert.That(read.AcceptWrappedTypes, Is.EqualTo(written.AcceptWrappedTypes));
        Assert.That((read.Setup, read.MaxSize, read.Direction, read.IsSecure), Is.EqualTo((MsrpSetup.Active, 4711L, "recvonly", true)));
        Assert.That(written.Settings.Port, Is.EqualTo(9), "the side that connects names no port");
    }

    [TestCase("message/cpim", false, true)]
    [TestCase("Message/CPIM;charset=utf-8", false, true)]
    [TestCase("text/html", false, true)]
    [TestCase("message/status-receipt+xml", false, false)]
    [TestCase("message/status-receipt+xml", true, true)]
    [TestCase("nonsense", true, false)]
    public void Types_match_by_name_and_wildcard(string type, bool wrapped, bool expected)
    {
        var description = new MsrpDescription { Path = [s_uri], AcceptTypes = ["message/cpim", "text/*"], AcceptWrappedTypes = ["message/*"] };
        Assert.That(description.Accepts(type, wrapped), Is.EqualTo(expected));
    }

    [TestCase("v=0\r\nm=audio 1 RTP/AVP 0\r\n", "no MSRP stream")]
    [TestCase("v=0\r\nm=message 0 TCP/MSRP *\r\n", "refused")]
    [TestCase("v=0\r\nm=message 1 TCP/MSRP *\r\na=accept-types:*\r\n", "no usable path")]
    [TestCase("v=0\r\nm=message 1 TCP/MSRP *\r\na=path:msrp://h:1/s;tcp\r\n", "no accept-types")]
    [TestCase("nonsense", "no session description")]
    public void What_cannot_be_used_has_a_reason(string sdp, string expected)
    {
        Assert.That(MsrpDescription.TryRead(Encoding.UTF8.GetBytes(sdp), out _, out var reason), Is.False);
        Assert.That(reason, Does.Contain(expected));
    }

    [TestCase(MsrpSetup.ActPass, false, MsrpSetup.Passive, MsrpRole.Active)]
    [TestCase(MsrpSetup.ActPass, true, MsrpSetup.Active, MsrpRole.Passive)]
    [TestCase(MsrpSetup.Active, true, MsrpSetup.Passive, MsrpRole.Active)]
    [TestCase(MsrpSetup.Passive, false, MsrpSetup.Active, MsrpRole.Passive)]
    [TestCase(null, false, null, MsrpRole.Active)]
    public void Offer_and_answer_agree_on_who_connects(MsrpSetup? offered, bool preferActive, MsrpSetup? answered, MsrpRole offererRole)
    {
        using var world = new MsrpWorld();
        var offer = MsrpOffer.For(world.Alice) with { Setup = offered };
        var answer = MsrpAnswer.To(offer, world.Bob, preferActive);

        Assert.That(answer.Setup, Is.EqualTo(answered));
        Assert.That(MsrpOffer.Conclude(world.Alice, offer, answer), Is.EqualTo(offererRole));
        Assert.That(MsrpAnswer.Conclude(world.Bob, offer, answer), Is.Not.EqualTo(offererRole));
        world.Loop.RunUntilIdle();
        Assert.That(world.Alice.IsUp && world.Bob.IsUp);
    }
}
