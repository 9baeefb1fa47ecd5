using System.Text;
using Conformance.Wire;
using Conformance.Wire.Cpim;
using Conformance.Wire.Sip;

namespace Conformance.Bench;

/// <summary>The message that is measured, and what is done with it.</summary>
internal static class Sample
{
    private const string Cpim =
        "From: Ana <im:ana@im.example>\r\nTo: Bo <im:bo@im.example>\r\nDateTime: 2026-01-02T03:04:05Z\r\n"
        + "Message-ID: 34jk324j\r\nReceipt-Request: positive-delivery, negative-delivery\r\n\r\n"
        + "Content-Type: text/plain; charset=utf-8\r\n\r\nWatson, come here, I want to see you.";

    private static readonly string Head =
        "MESSAGE sip:bo@192.0.2.20:5070;transport=tcp SIP/2.0\r\n"
        + "Via: SIP/2.0/TCP 192.0.2.10:5062;rport;branch=z9hG4bK776sgdkse\r\nMax-Forwards: 70\r\n"
        + "From: \"Ana\" <sip:ana@im.example>;tag=49583\r\nTo: <sip:bo@im.example>\r\n"
        + "Call-ID: f81d4fae7dec11d0a76500a0c91e6bf6@192.0.2.10\r\nCSeq: 1 MESSAGE\r\n"
        + "Supported: recipient-list-message\r\nUser-Agent: bench/1\r\nContent-Type: message/cpim\r\n"
        + $"Content-Length: {Cpim.Length}\r\n";

    /// <summary>A MESSAGE of 720 bytes with a message/cpim body; a header fills it up.</summary>
    public static byte[] Message { get; } = Encoding.ASCII.GetBytes($"{Head}Subject: {new string('x', 720 - Head.Length - "Subject: \r\n\r\n".Length - Cpim.Length)}\r\n\r\n{Cpim}");

    /// <summary>
    /// All fields delimited; Request-URI, From, To, top Via, CSeq, Call-ID, Max-Forwards, Content-Type and Content-Length read;
    /// the CPIM headers delimited, the content found.
    /// </summary>
    /// <returns>A number that depends on all of it, so that nothing can be left out.</returns>
    public static int Open(ReadOnlyMemory<byte> bytes)
    {
        if (SipMessage.TryParse(bytes, SipFraming.Stream, out SipMessage? message, out _, out _) != ReadStatus.Complete || message is null
            || message.RequestUri is null || message.From is null || message.To is null || message.TopVia is null
            || message.CSeq is not { } sequence || message.CallId is not { } callId || message.ContentType is null
            || !CpimMessage.TryParse(message.Body, CpimReading.Strict, out CpimMessage? cpim, out _))
        {
            throw new InvalidOperationException("The sample did not parse.");
        }
        return (int)sequence.Number + callId.Length + (message.MaxForwards ?? 0) + (message.ContentLength ?? 0) + cpim.Content.ContentOffset;
    }
}
