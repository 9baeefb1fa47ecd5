using System.Text;
using Conformance.Harness.Results;

namespace Conformance.Harness.Tests.Golden;

/// <summary>A case in which Alice and Bob, the system under test, exchanged some messages.</summary>
internal static class Exchange
{
    /// <summary>Messages of odd positions go to Bob, the others come from him; each letter stands for one octet.</summary>
    internal static CaseResult Of(params string[] messages) => new()
    {
        Id = "receipts/exchange/im-recipient/udp/plain",
        Scenario = "exchange",
        Suite = "receipts",
        Title = "Two parties exchange messages",
        Story = "Alice writes to Bob.",
        Seat = "im-recipient",
        Transport = "udp",
        Variant = "plain",
        Verdict = Verdict.Pass,
        Duration = TimeSpan.Zero,
        Parties = ["Alice", "Bob"],
        SutParty = "Bob",
        Findings = [],
        Timeline = [.. messages.Select(Entry), new TimelineEntry.Note(messages.Length, TimeSpan.FromSeconds(3), "fence F-IM came back after 4 ms")],
        Exercised = [],
    };

    /// <summary>A request with the values that differ from run to run.</summary>
    internal static string Message(string id, string nonce = "hrgapska") =>
        $"MESSAGE sip:bob.{nonce}@192.0.2.2:49152;transport=tcp SIP/2.0\r\n"
        + $"Via: SIP/2.0/TCP 192.0.2.1:5060;branch=z9hG4bK{id}1;rport\r\n"
        + $"From: <sip:alice.{nonce}@192.0.2.1>;tag={id}2\r\n"
        + $"Call-ID: {id}3@192.0.2.1\r\n"
        + "Date: Tue, 01 Jan 2030 00:00:00 GMT\r\n"
        + "Content-Type: message/cpim\r\n\r\n"
        + $"Message-ID: {id}4\r\n";

    /// <summary>A request that repeats the Message-ID of the other one in its receipt.</summary>
    internal static string Receipt(string id, string about) =>
        $"MESSAGE sip:alice.hrgapska@192.0.2.1:5060 SIP/2.0\r\nVia: SIP/2.0/TCP 192.0.2.2:49152;branch=z9hG4bK{id}1\r\n\r\n<message-id>{about}4</message-id>";

    private static TimelineEntry Entry(string message, int index) => new TimelineEntry.Wire(index, TimeSpan.FromMilliseconds(index))
    {
        From = index % 2 == 0 ? "Alice" : "Bob",
        To = index % 2 == 0 ? "Bob" : "Alice",
        FromSut = index % 2 == 1,
        Protocol = "SIP",
        Transport = "UDP",
        Label = "MESSAGE",
        Bytes = Encoding.Latin1.GetBytes(message),
        Mark = ArrowMark.Expected,
    };
}
