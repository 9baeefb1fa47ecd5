using System.Text;
using Conformance.Harness.Dsl;
using Conformance.Harness.Engine;
using Conformance.Harness.Evidence;
using Conformance.Stack;
using Conformance.Wire.Sip;

namespace Conformance.Scenarios.Tests.Rules;

/// <summary>Alice, under test, has called Bob over two routes and writes to him while they talk.</summary>
public sealed class DialogMessageRuleSpecs
{
    private const string Near = "<sip:192.0.2.7;transport=tcp;lr>";
    private const string Far = "<sip:192.0.2.8;lr>";

    [Test]
    public void Messages_that_keep_the_dialog_and_its_order_are_no_fault() =>
        Assert.That(Blamed([Near, Far], m => m, m => m.Set("CSeq", "3 MESSAGE"), answered: true), Is.Empty);

    [TestCase("Call-ID", "another")]
    [TestCase("From", "<sip:alice@192.0.2.1>;tag=x")]
    [TestCase("CSeq", "1 MESSAGE")]
    [TestCase("Route", Far)]
    [TestCase("Contact", "<sip:alice@192.0.2.1>")]
    public void A_message_that_leaves_the_dialog_in_one_thing_is_a_fault(string header, string value) =>
        Assert.That(Blamed([Near, Far], m => m.Set(header, value), null, answered: true), Is.EqualTo(new[] { "I3428-4-10" }));

    [Test]
    public void A_message_that_overtakes_another_one_breaks_the_row_of_its_route()
    {
        Assert.That(Blamed([Near], m => m, m => m.Set("CSeq", "3 MESSAGE"), answered: false), Is.EqualTo(new[] { "I3428-8-04" }));
        Assert.That(Blamed([Near, Far], m => m, m => m.Set("CSeq", "3 MESSAGE"), answered: false), Is.EqualTo(new[] { "I3428-8-05" }));
    }

    private static string[] Blamed(string[] routes, Func<SipMessageBuilder, SipMessageBuilder> first, Func<SipMessageBuilder, SipMessageBuilder>? second, bool answered)
    {
        var trace = new Trace { Seat = Seat.ImSender };
        var invite = Add(Request("INVITE", "<sip:bob@192.0.2.2>", 1).Add("Contact", "<sip:alice@192.0.2.1>"), null);
        var taken = invite.Sip?.Respond(200).Set("To", "<sip:bob@192.0.2.2>;tag=b").Add("Contact", "<sip:bob@192.0.2.2>").Add("Record-Route", string.Join(", ", routes.Reverse()));
        Add(taken ?? throw new InvalidOperationException(), invite);
        var one = Add(first(Message(2)), null);
        if (answered)
        {
            Add(one.Sip?.Respond(200) ?? throw new InvalidOperationException(), one);
        }

        if (second is not null)
        {
            Add(second(Message(2)), null);
        }

        string[] subject = ["I3428-4-10", "I3428-8-04", "I3428-8-05", "I3428-8-03"];
        return [.. RuleJudge.Judge(trace, Everything.Rules, []).Select(f => f.Requirement ?? "").Where(subject.Contains).Distinct()];

        SipMessageBuilder Message(int number) => Request("MESSAGE", "<sip:bob@192.0.2.2>;tag=b", number).Add("Route", string.Join(", ", routes));

        SipMessageBuilder Request(string method, string to, int number) => SipMessage.Request(method, "sip:bob@192.0.2.2")
            .Add("Via", $"SIP/2.0/TCP 192.0.2.1;branch=z9hG4bK{trace.Messages.Count}")
            .Add("Max-Forwards", "70")
            .Add("From", "<sip:alice@192.0.2.1>;tag=a")
            .Add("To", to)
            .Add("Call-ID", "call")
            .Add("CSeq", $"{number} {method}")
            .Body(Encoding.UTF8.GetBytes(method == "INVITE" ? "" : "Hello"), method == "INVITE" ? "application/sdp" : "text/plain");

        Observed Add(SipMessageBuilder message, Observed? request)
        {
            var built = message.Build();
            var observed = new Observed
            {
                Index = trace.Messages.Count,
                At = TimeSpan.FromMilliseconds(10 * trace.Messages.Count),
                From = request is null ? Cast.Alice : Cast.Bob,
                To = request is null ? Cast.Bob : Cast.Alice,
                FromSut = request is null,
                Transport = TransportKind.Tcp,
                Bytes = built.Bytes,
                Sip = built,
                Request = request,
            };
            trace.Add(observed);
            return observed;
        }
    }
}
