using Conformance.Stack.Sip;
using Conformance.Wire.Sip;

namespace Conformance.Stack.Tests.Sip;

[TestFixture]
public sealed class SipTargetSpecs
{
    [TestCase("sip:bob@10.0.0.2", "udp:10.0.0.2:5060")]
    [TestCase("sip:bob@10.0.0.2:5070;transport=TCP", "tcp:10.0.0.2:5070")]
    [TestCase("sip:10.0.0.2;transport=tls", "tls:10.0.0.2:5061")]
    [TestCase("sips:bob@10.0.0.2;transport=tcp", "tls:10.0.0.2:5061")]
    [TestCase("sip:bob@[::1]:5070", "udp:[::1]:5070")]
    [TestCase("sip:bob@im.example;maddr=10.0.0.3", "udp:10.0.0.3:5060")]
    [TestCase("sip:bob@im.example", null)]
    [TestCase("sip:bob@10.0.0.2;transport=sctp", null)]
    [TestCase("tel:+15551234", null)]
    public void A_URI_names_its_transport_and_address(string uri, string? expected)
    {
        Assert.That(SipTarget.TryFrom(SipUri.Parse(uri), out var target) ? target.ToString() : null, Is.EqualTo(expected));
    }
}
