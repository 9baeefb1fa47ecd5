using System.Text;

namespace Conformance.Wire.Tests.Sip;

/// <summary>The messages of the flows in RFC 3428 and RFC 5365, with names of our own and lengths that are right.</summary>
internal static class SipExamples
{
    public static IEnumerable<TestCaseData> All()
    {
        yield return Case("pager request", Message("MESSAGE sip:bo@domain.example SIP/2.0", ["Content-Type: text/plain"], "Watson, come here."));
        yield return Case("forwarded request", Message("MESSAGE sip:bo@domain.example SIP/2.0",
            ["Via: SIP/2.0/TCP proxy.domain.example;branch=z9hG4bK123dsghds", "Content-Type: text/plain"], "Watson, come here."));
        yield return Case("answer", Message("SIP/2.0 200 OK", [], ""));
        yield return Case("accepted list", Message("SIP/2.0 202 Accepted", [], ""));
        yield return Case("recipient list", Message("MESSAGE sip:list-service.example SIP/2.0",
            ["Require: recipient-list-message", "Content-Type: multipart/mixed;boundary=\"boundary1\""], RecipientList));
        yield return Case("copied list", Message("MESSAGE sip:bo@domain.example SIP/2.0",
            ["Content-Type: multipart/mixed;boundary=\"boundary1\""], RecipientList.Replace("recipient-list\r\n", "recipient-list-history; handling=optional\r\n", StringComparison.Ordinal)));
        yield return Case("cpim", Encoding.UTF8.GetString(Cpim));
        yield return Case("consent needed", Message("SIP/2.0 470 Consent Needed", ["Permission-Missing: sip:carol@domain.example"], ""));
    }

    /// <summary>A pager message with message/cpim, of a usual size.</summary>
    public static byte[] Cpim { get; } = Encoding.UTF8.GetBytes(Message("MESSAGE sip:bo@domain.example SIP/2.0", ["Content-Type: message/cpim"],
        "From: Ana <im:ana@domain.example>\r\nTo: Bo <im:bo@domain.example>\r\nDateTime: 2026-01-02T03:04:05Z\r\n"
        + "Message-ID: 34jk324j\r\nReceipt-Request: positive-delivery\r\n\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHello"));

    private const string RecipientList =
        "--boundary1\r\nContent-Type: text/plain\r\n\r\nHello World!\r\n\r\n--boundary1\r\nContent-Type: application/resource-lists+xml\r\n"
        + "Content-Disposition: recipient-list\r\n\r\n<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<resource-lists xmlns=\"urn:ietf:params:xml:ns:resource-lists\">"
        + "<list><entry uri=\"sip:bo@domain.example\"/></list></resource-lists>\r\n--boundary1--\r\n";

    private static TestCaseData Case(string name, string message) => new TestCaseData(Encoding.UTF8.GetBytes(message)).SetArgDisplayNames(name);

    private static string Message(string startLine, string[] extra, string body) =>
        $"{startLine}\r\nVia: SIP/2.0/TCP pc1.domain.example;branch=z9hG4bK776sgdkse\r\nMax-Forwards: 70\r\nFrom: Ana <sip:ana@domain.example>;tag=49583\r\n"
        + "To: <sip:bo@domain.example>\r\nCall-ID: asd88asd77a@1.2.3.4\r\nCSeq: 1 MESSAGE\r\n" + string.Concat(extra.Select(line => line + "\r\n"))
        + $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";
}
