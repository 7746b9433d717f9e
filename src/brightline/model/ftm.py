"""FollowTheMoney, the field's interchange format: parties, listings and ties as entity JSON lines, both ways.

Data of OpenSanctions and exports of Aleph come in through :func:`from_entities`; ours goes out through
:func:`to_entities` and :func:`tie_entities`. To keep parties exactly, use :mod:`brightline.model.codec`:
this format has no place for the language of a name. Source: the schemata of https://followthemoney.tech, 4.

What is written, and how it is read back:

=====================  ===================================================================================
ours                   FollowTheMoney
=====================  ===================================================================================
``Party``              Person, Company, Organization, PublicBody, LegalEntity, Vessel, Airplane. Ids may
                       hold only letters, digits, ``-`` and ``.``: another is rewritten, and kept in
                       ``referents``
names                  primary and original script ``name``, alias ``alias``, weak ``weakAlias``, former
                       ``previousName``. Read back, the first ``name`` is primary, and a later one is in
                       original script if it has non-Latin letters
``Identifier``         the property of its scheme; an ``Identification`` or ``Passport`` besides where it
                       has a country or label, or instead where there is no such property or its check
                       digits fail; a remark on vessels and aircraft, which can hold no documents
``Address``            ``address``, or an ``Address`` entity where it has parts
``Listing``            ``Sanction``: ``publisher`` is the list, ``provisions`` effect and direction
``Tie``                ``Ownership``, ``Directorship`` or, with our word for it as ``role``, ``UnknownLink``
=====================  ===================================================================================
"""

from brightline.model.ftm_reading import FtmContent, NotTaken, from_entities, read_lines
from brightline.model.ftm_terms import FtmEntity, ftm_id
from brightline.model.ftm_writing import tie_entities, to_entities

__all__ = [
    "FtmContent",
    "FtmEntity",
    "NotTaken",
    "from_entities",
    "ftm_id",
    "read_lines",
    "tie_entities",
    "to_entities",
]
