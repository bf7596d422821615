using System.Reflection;

namespace RawNet.Sockets.Tests.Functions;

/// <summary>The names of two published test suites, and for each the test here that shows the same, or why it does not apply.</summary>
public class PublishedSuiteTests
{
    /// <summary>A name, a bar, and Class.Method of this assembly; or a dash and the reason.</summary>
    private const string Rows = """
        raw_socket CreationFailsWithEPERM           | FailureTests.WithoutCapabilityTheRawSocketIsNotPermittedAndTheFixIsSaid
        raw_socket FailShutdownWithoutConnect       | RawRowTests.NothingIsListenedForOrShutDownAndSendingWaitsForNothing
        raw_socket FailListen                       | RawRowTests.NothingIsListenedForOrShutDownAndSendingWaitsForNothing
        raw_socket FailAccept                       | RawRowTests.NobodyIsAcceptedAndThereIsNoPeerBeforeConnecting
        raw_socket BindThenGetSockName              | RawRowTests.TheBoundAddressIsTheName
        raw_socket ConnectThenGetSockName           | RawRowTests.ConnectingChoosesTheSource
        raw_socket FailGetPeerNameBeforeConnect     | RawRowTests.NobodyIsAcceptedAndThereIsNoPeerBeforeConnecting
        raw_socket PollWritableImmediately          | RawRowTests.NothingIsListenedForOrShutDownAndSendingWaitsForNothing
        raw_socket SendWithoutConnectFails          | RawRowTests.ConnectingChoosesTheSource
        raw_socket BindToInvalid                    | RawRowTests.ConnectingChoosesTheSource
        raw_socket MultipleSocketReceive            | RawReceiveTests.EverySocketOfAProtocolGetsACopy
        raw_socket SetSocketRecvBufBelowMin         | CatalogueTests.TheKernelMakesOfItWhatTheTableSays
        raw_socket SetSocketRecvBufAboveMax         | RawRowTests.ABufferAboveTheLimitIsCutToIt
        raw_socket RecvBufLimits                    | RawRowTests.ABufferAboveTheLimitIsCutToIt
        raw_socket GetSocketDetachFilter            | RawRowTests.WhatIsNotThereIsNoOption
        raw_socket SetSocketDetachFilter            | CatalogueTests.TheKernelMakesOfItWhatTheTableSays
        raw_socket BindToDevice                     | DatagramEffectTests.BoundToADeviceOnlyThatIsUsed
        raw_socket IPv6ProtoRaw                     | RawRowTests.Ipv6ProtocolRawHasTheHeaderIncludedAndReceivesNoOtherProtocol
        raw_socket ReceiveIPPacketInfo              | ControlEffectTests.ItBringsItsControlMessage
        raw_socket ReceiveIPv6PacketInfo            | ControlEffectTests.ItBringsItsControlMessage
        raw_socket ReceiveTOS                       | ControlEffectTests.ItBringsItsControlMessage
        raw_socket ReceiveTClass                    | ControlEffectTests.ItBringsItsControlMessage
        raw_socket ReceiveTTL                       | RawReceiveTests.ControlMessagesTellWhatTheKernelKnows
        raw_socket ReceiveHopLimit                  | RawReceiveTests.Ipv6MessagesHaveNoHeaderButControlMessagesHaveItsFields
        raw_socket SetIPv6ChecksumError_MultipleOf2 | CatalogueTests.TheKernelMakesOfItWhatTheTableSays
        raw_socket IPv6Checksum_ValidateAndCalculate | RawReceiveTests.WrongChecksumOfAnIpv6ProtocolIsDroppedWhereTheKernelVerifies
        raw_socket SolIPSetSockOptOnRawV6SocketFails | RawRowTests.WhatIsNotThereIsNoOption
        raw_socket SO_PRIORITY above 6              | RawRowTests.APriorityAboveSixNeedsARight
        hdrincl NotReadable                         | HeaderIncludedTests.ProtocolRawHasTheHeaderIncludedAndReceivesNoOtherProtocol
        hdrincl WriteTooSmall                       | HeaderIncludedTests.HeaderShorterThanTwentyBytesIsRefused
        hdrincl SendAndReceiveDifferentAddress      | HeaderIncludedTests.ThePacketGoesWhereTheCallSays_NotWhereTheHeaderSays
        hdrincl SendAndReceiveIPHdrIncl             | HeaderIncludedTests.EverythingElseIsSentAsGiven
        raw_icmp SendAndReceiveBadChecksum          | RawRowTests.AnEchoWithAWrongChecksumIsSeenAndNotAnswered
        raw_icmp RawAndPingSockets                  | RawRowTests.ARawSocketAndAPingSocketBothGetTheReply
        raw_icmp ShortEcho                          | RawRowTests.AnEchoTooShortForItsHeaderIsSentAndComesToNobody
        raw_icmp InitialFilterPassesAll             | RawRowTests.TheFirstFilterPassesAllAndAPartOfItIsRead
        raw_icmp GetPartialFilterSucceeds           | RawRowTests.TheFirstFilterPassesAllAndAPartOfItIsRead
        raw_icmp MsgTooSmallToFillChecksumFailsSend | RawRowTests.AMessageThatHasNoRoomForItsChecksumIsRefused
        raw_icmp FilterDeliveredPackets             | RawReceiveTests.FilteredIcmpTypesDoNotComeIn
        packet RebindProtocol                       | RawRowTests.BindingAgainChangesWhatAPacketSocketGets
        packet ReceiveSentBoundToProtocolAll        | PacketSocketTests.OwnAndForeignFramesAreSeenWithTheirDirection
        packet SendTooLong                          | PacketSocketTests.FailuresOfSendingAreNamed
        packet BindDrop                             | PacketSocketTests.NothingFromBeforeTheSetUpIsQueued
        packet ReceiveOutbound                      | PacketEffectTests.OwnFramesAreIgnoredWhenAskedFor
        packet WrongType                            | CellStateTests.WhatWorksHereWorksAndWhatWorksNowhereFailsAsTheListSays
        ping_socket ICMPPortExhaustion              | IcmpSocketTests.TheIdentifierIsTheKernelsOrTheBoundOneAndTheReplyHasNoIpHeader
        ping_socket PayloadTooLarge                 | RawRowTests.APayloadLongerThanAPacketIsRefused
        ping_socket ReceiveTTL                      | IcmpSocketTests.TheIdentifierIsTheKernelsOrTheBoundOneAndTheReplyHasNoIpHeader
        test_socket GeneralModuleTests              | FunctionTests.EveryRowHasATest
        test_socket BasicTCP                        | FunctionTests.AConnectionCarriesBytesUntilItIsClosed
        test_socket BasicUDP                        | FunctionTests.AMessageComesWithItsSender
        test_socket BasicUDPLITE                    | CellEchoTests.AnEchoPassesOverWhatEveryKernelHas
        test_socket Sendmsg | - what sendmsg(2) adds to sendto(2) are control messages, and the library sets them as options of the socket
        test_socket Recvmsg UDP, UDP6, Unix         | ControlEffectTests.ItBringsItsControlMessage
        test_socket Recvmsg UDPLITE                 | - the same code of the kernel as UDP
        test_socket Recvmsg TCP                     | - a stream has no control messages but time stamps, which an echo does not need
        test_socket RFC3542AncillaryUDP6            | ControlEffectTests.ItBringsItsControlMessage
        test_socket SCMRights | - descriptors are not passed: nothing that the documents or packet tools describe needs it
        test_socket SendRecvFds | - descriptors are not passed: nothing that the documents or packet tools describe needs it
        test_socket CmsgMacro                       | NativeLayoutTests.EveryStructureHasTheCompilersSizeAndOffsets
        test_socket NonBlockingTCP                  | FunctionTests.WithoutBlockingNothingIsWaitedFor
        test_socket TCPTimeout                      | FunctionTests.ATimeoutHoldsForReceiveAcceptAndConnect
        test_socket UDPTimeout                      | FunctionTests.ATimeoutHoldsForReceiveAcceptAndConnect
        test_socket InterruptedRecv/SendTimeout | - the runtime takes signals on a thread of its own: no call of a program is interrupted
        test_socket BasicSocketPair                 | - socketpair(2) is none of the documents' functions, and .NET has none
        test_socket FileObject                      | FunctionTests.TheSocketIsClosedWhenItAndItsLastStreamAre
        test_socket BufferIO                        | FunctionTests.AConnectionCarriesBytesUntilItIsClosed
        test_socket UnixDomain                      | CellEchoTests.AnEchoPassesOverWhatEveryKernelHas
        test_socket LinuxAbstractNamespace          | FunctionTests.BindGivesTheNameThatTheKernelTells
        test_socket NetworkConnectionBehaviour      | FunctionTests.ConnectExAnswersTheErrorNumber
        test_socket BasicVSOCK                      | CellEchoTests.AnEchoPassesOverWhatAModuleBrings
        test_socket BasicCAN                        | CellEchoTests.AnEchoPassesOverWhatAModuleBrings
        test_socket CAN                             | CellEchoTests.AnEchoPassesOverWhatAModuleBrings
        test_socket BasicRDS                        | CellEchoTests.AnEchoPassesOverWhatAModuleBrings
        test_socket RDS                             | CellEchoTests.AnEchoPassesOverWhatAModuleBrings
        test_socket TIPC                            | CellEchoTests.AnEchoPassesOverWhatAModuleBrings
        test_socket SCTP                            | CellEchoTests.AnEchoPassesOverWhatAModuleBrings
        test_socket ISOTP, J1939 | - transports over CAN that the documents do not have; the catalogue has CAN's RAW and BCM
        test_socket QIPCRTR                         | - a family of phone modems that the documents do not have
        test_socket crypto                          | - AF_ALG carries no packets
        """;

    public static TheoryData<string, string> Table =>
        [.. Rows.Split('\n').Select(l => l.Split('|', StringSplitOptions.TrimEntries)).Select(c => (c[0], c[1]))];

    [Theory]
    [MemberData(nameof(Table))]
    public void EachNameHasATestOrAReason(string name, string shown)
    {
        Assert.Single(Table, r => r.Data.Item1 == name);
        if (shown.StartsWith("- ", StringComparison.Ordinal))
            return;
        string[] parts = shown.Split('.');
        Type type = Assert.Single(typeof(PublishedSuiteTests).Assembly.GetTypes(), t => t.Name == parts[0]);
        Assert.NotNull(type.GetMethod(parts[1])?.GetCustomAttribute<FactAttribute>());
    }
}
