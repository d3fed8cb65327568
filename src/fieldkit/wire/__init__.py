"""The council contract, used at both ends: messages, bodies, signatures, the Merkle log and receipts."""
