using Conformance.ReferenceImpl.Lists;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Tests.Lists;

public sealed class UriTableSpecs
{
    [TestCase("sip:%61na@IM.Example;x=1", "sip:ana@im.example", true)]
    [TestCase("sip:Ana@im.example", "sip:ana@im.example", false)]
    [TestCase("sip:im.example", "sip:im.example:5060", false)]
    [TestCase("sip:bo@h;transport=udp", "sip:bo@h", false)]
    [TestCase("sip:bo@h?subject=a&priority=b", "sip:bo@h?priority=b&subject=a", true)]
    [TestCase("sip:bo@[::1]", "sip:bo@[0:0:0:0:0:0:0:1]", true)]
    [TestCase("sip:bo@h", "sips:bo@h", false)]
    [TestCase("tel:+1", "tel:+2", false)]
    public void Equal_URIs_get_one_number(string one, string other, bool equal)
    {
        var table = new UriTable();
        table.Add(SipUri.Parse(one), out var first);

        Assert.That(table.Add(SipUri.Parse(other), out var second), Is.EqualTo(!equal));
        Assert.That(first == second, Is.EqualTo(equal));
    }
}
