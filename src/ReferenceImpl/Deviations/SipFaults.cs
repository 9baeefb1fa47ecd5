using System.Net;
using Conformance.ReferenceImpl.Hosting;
using Conformance.Stack;
using Conformance.Stack.Sip;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Deviations;

/// <summary>Faults in the SIP of any seat.</summary>
internal static class SipFaults
{
    public static SipConduct Requests(SipConduct conduct, Func<SipMessageBuilder, SipMessageBuilder> edit) =>
        conduct with { Request = message => edit(message.Edit()).Build() };

    /// <summary>Edits 2xx responses to MESSAGE.</summary>
    public static SipConduct Successes(SipConduct conduct, Func<SipMessage, SipMessageBuilder, SipMessageBuilder> edit) => conduct with
    {
        Response = (request, response) =>
            request.Method == "MESSAGE" && response.StatusCode is >= 200 and < 300 ? edit(request, response.Edit()).Build() : response,
    };

    /// <summary>Gives 2xx responses a body.</summary>
    public static SipConduct SuccessBody(SipConduct conduct, string contentType, string body) =>
        Successes(conduct, (_, message) => message.Body(System.Text.Encoding.UTF8.GetBytes(body), contentType));

    /// <summary>Makes each 2xx to a MESSAGE this failure.</summary>
    public static SipConduct Refusing(SipConduct conduct, int status) => conduct with
    {
        Response = (request, response) => request.Method == "MESSAGE" && response.StatusCode is >= 200 and < 300 ? Answering(response, status) : response,
    };

    /// <summary>Makes each failure of a MESSAGE, a challenge apart, this 2xx.</summary>
    public static SipConduct TakingAnything(SipConduct conduct, int status) => conduct with
    {
        Response = (request, response) => request.Method == "MESSAGE" && response.StatusCode is >= 300 and not (401 or 407) ? Answering(response, status) : response,
    };

    /// <summary>The port beside one for TLS, in clear.</summary>
    public static SipTarget? BesideTls(SipTarget? hop) => hop is { Transport: TransportKind.Tls } target
        ? new SipTarget(TransportKind.Tcp, new IPEndPoint(target.Address.Address, target.Address.Port - 1))
        : hop;

    private static SipMessage Answering(SipMessage response, int status) => response.Edit().WithStartLine($"SIP/2.0 {status} {(status < 300 ? "OK" : "No")}").Build();
}
